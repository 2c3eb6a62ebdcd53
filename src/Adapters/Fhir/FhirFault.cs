namespace ZioExchange.Adapters.Fhir;

/// <summary>Why a value was not taken into a <see cref="FhirObject"/>. Faults of data, not of the program: those throw.</summary>
public enum FhirFault
{
    None,

    /// <summary>The text does not have the format of the element's type: 2027-06-31, an empty string, a lone surrogate.</summary>
    BadFormat,

    /// <summary>The code is not in the element's required binding.</summary>
    UnknownCode,

    /// <summary>The element holds one value and has one already.</summary>
    AlreadySet,

    /// <summary>Another form of the same choice is set: occurrencePeriod beside occurrenceDateTime.</summary>
    ChoiceTaken,
}
