using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Ends a validation whose issues reached their limit; never leaves <see cref="FhirValidator"/>.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught in one place.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught in one place.")]
internal sealed class FhirValidationStop : Exception;
