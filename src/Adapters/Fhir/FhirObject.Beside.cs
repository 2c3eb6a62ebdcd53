namespace ZioExchange.Adapters.Fhir;

public sealed partial class FhirObject
{
    private const string DataAbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>What stands beside a primitive (<c>_birthDate</c>), made when it is not there yet: beside the one value, or the last of many.</summary>
    /// <remarks>It must get an extension or an id: FHIR refuses an empty one, and the writer leaves it out.</remarks>
    public FhirObject Beside(FhirElement element, FhirTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        ref var slot = ref SlotFor(element);
        if (!element.IsPrimitive || (slot.Form is not null && slot.Form != element) || (element.IsArray && slot.Value is null))
        {
            throw new FhirShapeException($"{element} has no value to stand beside.");
        }

        var there = slot.Beside as FhirObject ?? (slot.Beside as List<FhirObject?>)?[^1];
        if (there is not null)
        {
            return there;
        }

        var beside = new FhirObject(types.Element);
        slot.PutBeside(element, beside);
        return beside;
    }

    /// <summary>Says why there is no value: the extension data-absent-reason, beside a primitive or within an object.</summary>
    /// <param name="element">Of many, one more: a place without a value.</param>
    /// <param name="reason">A code of http://terminology.hl7.org/CodeSystem/data-absent-reason, such as <c>masked</c> or <c>error</c>.</param>
    /// <param name="types">The table that the element comes from.</param>
    public FhirFault TryPutAbsent(FhirElement element, string reason, FhirTypes types)
    {
        ref var slot = ref SlotFor(element);
        var fault = slot.Refuses(element);
        if (fault != FhirFault.None)
        {
            return fault;
        }

        if (element.IsPrimitive)
        {
            slot.Put(element, (string?)null);
            Beside(element, types).AddExtension(DataAbsentReason).Put("valueCode", reason);
            return FhirFault.None;
        }

        Child(element).AddExtension(DataAbsentReason).Put("valueCode", reason);
        return FhirFault.None;
    }

    /// <summary>A new extension with this address, without a value yet.</summary>
    public FhirObject AddExtension(string url) => Child("extension").Put("url", url);
}
