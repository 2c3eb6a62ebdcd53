using System.Text.Json;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>
/// Reads the gezagsrelaties in an answer of Haal Centraal BRP bevragen, v2 and v1. Fails closed: one part that is not understood
/// refuses the whole answer, for half of the holders would count as all of them (R-PAR-1).
/// </summary>
/// <remarks>Source: gezagsrelatie-v1 and gezagsrelatie-v2 of BRP-API/Haal-Centraal-BRP-bevragen.</remarks>
public static class BrpGezagReader
{
    private const int MaxBytes = SourceLimits.DefaultMaxBytes;

    /// <summary>Every gezagsrelatie in the answer, in its order; a parent's answer is about all of their children.</summary>
    /// <returns>Empty when the BRP holds no gezag for the person: nothing is known, which is not the same as no gezag.</returns>
    /// <exception cref="BrpGezagException">The answer is refused.</exception>
    public static IReadOnlyList<BrpGezag> Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = Parse(utf8Json);
            return Relations(document);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader's way to say that an escape stands for half a character.
            throw new BrpGezagException(BrpGezagFault.NotJson, "$");
        }
    }

    /// <summary>As <see cref="Read(ReadOnlyMemory{byte})"/>, only what is said about one child.</summary>
    /// <exception cref="BrpGezagException">The answer is refused.</exception>
    public static IReadOnlyList<BrpGezag> Read(ReadOnlyMemory<byte> utf8Json, Bsn child) =>
        [.. Read(utf8Json).Where(relation => relation.Child == child)];

    private static List<BrpGezag> Relations(JsonDocument document)
    {
        var persons = document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("personen", out var found)
            ? new BrpPart(found, "personen")
            : throw new BrpGezagException(BrpGezagFault.NotAGezagAnswer, "personen");

        return [.. persons.Items(BrpGezagFault.NotAGezagAnswer).SelectMany(Relations)];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            return utf8Json.Length <= MaxBytes ? JsonSubject.Parse(utf8Json) : throw new BrpGezagException(BrpGezagFault.NotJson, "$");
        }
        catch (JsonException)
        {
            throw new BrpGezagException(BrpGezagFault.NotJson, "$");
        }
    }

    private static IEnumerable<BrpGezag> Relations(BrpPart person) =>
        person.Optional("gezag") is { } relations ? relations.Items(BrpGezagFault.WrongShape).Select(BrpGezagRelation.Read) : [];
}
