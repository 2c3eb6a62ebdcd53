namespace ZioExchange.Adapters.Fhir;

/// <summary>An element whose object the validator judges as a whole, once it has been read.</summary>
internal enum FhirWatch : byte
{
    None,

    /// <summary>A CodeableConcept or Coding with a required binding.</summary>
    Binding,

    /// <summary>A coding of a CodeableConcept: judged by the binding around it, when there is one.</summary>
    Coding,

    /// <summary>A Reference that allows some targets only.</summary>
    Reference,

    /// <summary>An entry of a Bundle: its fullUrl names its resource.</summary>
    Entry,
}
