namespace ZioExchange.Adapters.Fhir;

/// <summary>The same by JSON name: for the few resources that code writes itself. Mapping resolves elements once instead.</summary>
public sealed partial class FhirObject
{
    /// <inheritdoc cref="Put(FhirElement, string)"/>
    public FhirObject Put(string jsonName, string value) => Put(Element(jsonName), value);

    /// <inheritdoc cref="Put(FhirElement, bool)"/>
    public FhirObject Put(string jsonName, bool value) => Put(Element(jsonName), value);

    /// <inheritdoc cref="Child(FhirElement)"/>
    public FhirObject Child(string jsonName) => Child(Element(jsonName));

    /// <inheritdoc cref="TryAttach(FhirElement, FhirObject)"/>
    /// <exception cref="FhirShapeException">There is one already, or it does not fit.</exception>
    public void Attach(string jsonName, FhirObject child)
    {
        var fault = TryAttach(Element(jsonName), child);
        if (fault != FhirFault.None)
        {
            throw new FhirShapeException($"{Type}.{jsonName} refuses the object: {fault}.");
        }
    }

    /// <inheritdoc cref="TryPutAbsent(FhirElement, string, FhirTypes)"/>
    public FhirFault TryPutAbsent(string jsonName, string reason, FhirTypes types) => TryPutAbsent(Element(jsonName), reason, types);

    /// <inheritdoc cref="Text(FhirElement)"/>
    public string? Text(string jsonName) => Text(Element(jsonName));

    /// <inheritdoc cref="Children(FhirElement)"/>
    public IReadOnlyList<FhirObject> Children(string jsonName) => Children(Element(jsonName));

    private FhirElement Element(string jsonName) =>
        Type.TryGetElement(jsonName, out var element) ? element : throw new FhirShapeException($"{Type} has no element {jsonName}.");
}
