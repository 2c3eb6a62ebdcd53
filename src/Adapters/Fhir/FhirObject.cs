using System.Globalization;
using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>A JSON object of one FHIR type that takes no wrong shape: a resource, or a data type within one.</summary>
/// <remarks>
/// Elements come from <see cref="FhirTypes"/>, resolved once; a write costs an array access and the check of the value.
/// Each write is checked: element of this type, one or many, one form of a choice, format, required code. What only the
/// whole can tell (a missing required element, a CodeableConcept's binding) is for <see cref="FhirValidator"/>.
/// Data faults come back as <see cref="FhirFault"/>; wrong use throws <see cref="FhirShapeException"/>. Not safe for several threads.
/// </remarks>
public sealed partial class FhirObject
{
    private readonly Slot[] _slots;

    /// <exception cref="FhirShapeException">The type is a primitive or stands for any resource.</exception>
    public FhirObject(FhirType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Kind is FhirTypeKind.Primitive or FhirTypeKind.AnyResource)
        {
            throw new FhirShapeException($"{type.Name} has no object of its own.");
        }

        Type = type;
        _slots = new Slot[type.OrdinalCount];
    }

    public FhirType Type { get; }

    /// <summary>Nothing in it that would be written: FHIR knows no empty objects, so the writer leaves it out.</summary>
    public bool IsEmpty => !Array.Exists(_slots, slot => slot.HasContent);

    /// <summary>Puts a primitive in: sets the one value, or adds to the many. Numbers and booleans as their JSON text.</summary>
    public FhirFault TryPut(FhirElement element, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ref var slot = ref SlotFor(element);
        if (!element.IsPrimitive)
        {
            throw new FhirShapeException($"{element} is a {element.Type}, not a primitive.");
        }

        var fault = slot.Refuses(element);
        if (fault == FhirFault.None)
        {
            fault = FhirText.Check(element, value);
        }

        if (fault == FhirFault.None)
        {
            slot.Put(element, value);
        }

        return fault;
    }

    /// <inheritdoc cref="TryPut(FhirElement, string)"/>
    /// <exception cref="FhirShapeException">The value cannot stand here: for values that the program itself makes.</exception>
    public FhirObject Put(FhirElement element, string value)
    {
        var fault = TryPut(element, value);
        return fault == FhirFault.None ? this : throw new FhirShapeException($"{element} refuses its value: {fault}.");
    }

    /// <inheritdoc cref="Put(FhirElement, string)"/>
    public FhirObject Put(FhirElement element, bool value) => Put(element, value ? "true" : "false");

    /// <inheritdoc cref="Put(FhirElement, string)"/>
    public FhirObject Put(FhirElement element, int value) => Put(element, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Put(FhirElement, string)"/>
    public FhirObject Put(FhirElement element, decimal value) => Put(element, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The object at this element: of a single one the one that is there or a new one, of many always a new last one.</summary>
    /// <exception cref="FhirShapeException">The element is a primitive or a resource, or another form of its choice is set.</exception>
    public FhirObject Child(FhirElement element)
    {
        ref var slot = ref SlotFor(element);
        if (!element.IsArray && slot.Form == element && slot.Value is FhirObject there)
        {
            return there;
        }

        var child = new FhirObject(element.Definition);
        return TryAttach(element, child) == FhirFault.None ? child : throw new FhirShapeException($"{element}: another form of {element.Choice} is set.");
    }

    /// <summary>Puts an object in that exists already, such as a resource into an entry.</summary>
    public FhirFault TryAttach(FhirElement element, FhirObject child)
    {
        ArgumentNullException.ThrowIfNull(child);
        ref var slot = ref SlotFor(element);
        var fits = element.Definition.Kind == FhirTypeKind.AnyResource ? child.Type.Kind == FhirTypeKind.Resource : child.Type == element.Definition;
        if (!fits || ReferenceEquals(child, this))
        {
            throw new FhirShapeException($"{element} is a {element.Type}, not a {child.Type}.");
        }

        var fault = slot.Refuses(element);
        if (fault == FhirFault.None)
        {
            slot.Put(element, child);
        }

        return fault;
    }

    /// <summary>Whether this form of the element holds a value, an object or something beside it.</summary>
    public bool Has(FhirElement element) => SlotFor(element) is { HasContent: true } slot && slot.Form == element;

    /// <summary>The primitive's text, null when absent; of many the first.</summary>
    public string? Text(FhirElement element)
    {
        var slot = SlotFor(element);
        return slot.Form != element ? null : slot.Value as string ?? (slot.Value as List<string?>)?.Find(text => text is not null);
    }

    /// <summary>The objects at this element, in order; none when absent.</summary>
    public IReadOnlyList<FhirObject> Children(FhirElement element)
    {
        var slot = SlotFor(element);
        return slot.Form != element ? [] : slot.Value switch
        {
            FhirObject one => [one],
            List<FhirObject> many => many,
            _ => [],
        };
    }

    /// <summary>Writes the object, resourceType first, then the elements in the order of the definitions. Empty objects are left out.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        FhirObjectWriter.Write(writer, this);
    }

    internal ReadOnlySpan<Slot> Slots => _slots;

    private ref Slot SlotFor(FhirElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (!ReferenceEquals(element.Owner, Type))
        {
            throw new FhirShapeException($"{element} is not an element of {Type}.");
        }

        return ref _slots[element.Ordinal];
    }
}
