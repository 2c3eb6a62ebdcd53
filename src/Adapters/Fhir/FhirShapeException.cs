namespace ZioExchange.Adapters.Fhir;

/// <summary>The program asked for a shape that FHIR does not have. The message names the element, never a value.</summary>
public sealed class FhirShapeException : Exception
{
    public FhirShapeException(string message)
        : base(message)
    {
    }

    public FhirShapeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public FhirShapeException()
    {
    }
}
