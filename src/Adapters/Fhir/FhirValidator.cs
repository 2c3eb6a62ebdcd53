using System.Text.Json;
using System.Text.Unicode;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Checks a resource in JSON against the type table, straight over the bytes.</summary>
/// <remarks>
/// Checks structure, cardinality, JSON types, primitive formats, required codes and the targets of references, the latter
/// also through the fullUrls of a Bundle and the ids of contained resources. It does not run FHIRPath invariants or profiles.
/// Order of issues: as the document is read; missing elements and codings at the end of their object, references within a Bundle last.
/// </remarks>
public static class FhirValidator
{
    /// <summary>The document's faults; none means that it holds. Never throws on input.</summary>
    public static IReadOnlyList<FhirIssue> Validate(ReadOnlyMemory<byte> utf8Json, FhirTypes types) =>
        Validate(utf8Json.Span, types, FhirLimits.Default);

    /// <inheritdoc cref="Validate(ReadOnlyMemory{byte}, FhirTypes)"/>
    public static IReadOnlyList<FhirIssue> Validate(ReadOnlySpan<byte> utf8Json, FhirTypes types, FhirLimits limits)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(limits);
        if (utf8Json.Length > limits.MaxBytes)
        {
            return [new(FhirIssueCode.TooLarge, "", $"The document is larger than {limits.MaxBytes} bytes.")];
        }

        // The reader checks no UTF-8; text that is none could not be compared or written again.
        if (!Utf8.IsValid(utf8Json))
        {
            return [new(FhirIssueCode.NotJson, "", "The document is not UTF-8.")];
        }

        var pass = new FhirValidation(utf8Json, types, limits);
        try
        {
            pass.Run();
        }
        catch (JsonException fault)
        {
            pass.Report(fault);
        }
        catch (FhirValidationStop)
        {
            // The last issue says why.
        }
        finally
        {
            pass.Dispose();
        }

        return pass.Issues;
    }
}
