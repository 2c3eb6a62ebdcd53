namespace ZioExchange.Adapters.Fhir;

/// <summary>What is wrong with a document, as <see cref="FhirValidator"/> tells it.</summary>
public enum FhirIssueCode
{
    /// <summary>Not JSON, not UTF-8, a byte order mark, truncated, or something after the end.</summary>
    NotJson,

    /// <summary>Larger than the limit; nothing was read.</summary>
    TooLarge,

    /// <summary>A text has more characters than its place takes.</summary>
    TooLong,

    /// <summary>Nested deeper than the limit; reading stopped.</summary>
    TooDeep,

    /// <summary>More issues than the limit; reading stopped.</summary>
    TooManyIssues,

    /// <summary>No resourceType, or one that the type table does not describe.</summary>
    UnknownResource,

    /// <summary>The type has no element of this name.</summary>
    UnknownElement,

    /// <summary>A key stands twice in one object, however it is escaped.</summary>
    DuplicateKey,

    /// <summary>Two forms of one choice.</summary>
    ChoiceTwice,

    /// <summary>A string where a number belongs, an array where one value belongs, and so on.</summary>
    WrongJsonType,

    /// <summary>A required element is missing, or an array has fewer items than it must.</summary>
    Missing,

    /// <summary>An array has more items than it may.</summary>
    TooMany,

    /// <summary>An empty object or array, a null without a partner, an extension that says nothing.</summary>
    Empty,

    /// <summary>The text does not have the format of its type.</summary>
    BadFormat,

    /// <summary>The code is not in the required value set.</summary>
    UnknownCode,

    /// <summary>The reference points at a type that the element does not allow.</summary>
    WrongTarget,
}
