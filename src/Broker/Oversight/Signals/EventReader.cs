using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Reads the slice of one organisation as events for the rules, never more than a bounded number at a time.</summary>
public sealed class EventReader(LogReader reader, LogSlices slices, IDbContextFactory<BrokerDbContext> contexts, LikenessBook likenesses)
{
    private const int AtOnce = 1000;

    /// <summary>Every decision and consent act, newest first; nothing of families or likeness.</summary>
    public async IAsyncEnumerable<LogEvent> EachAsync(LogQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in reader.AllAsync(query, ct))
        {
            if (LogActs.IsDecision(record.Kind) || record.Kind == nameof(AuditKind.ConsentAct))
            {
                yield return EventOf(record);
            }
        }
    }

    /// <summary>The decisions in pieces, each in order of time, with all of one person in one piece unless they are more than a piece holds.</summary>
    /// <param name="most">How many a piece holds at most.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogEvent>> ByActorAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        var groups = await slices.ByActorAsync(organisation, from, to, ct);
        await foreach (var piece in PiecesAsync(organisation, groups, group => new LogQuery { Organisation = organisation, From = from, To = to, ActorSlice = group }, decisionsOnly: true, most, ct))
        {
            yield return piece;
        }
    }

    /// <summary>Decisions and acts about the children with a consent act, in pieces, with all of one child in one piece unless they are more than a piece holds.</summary>
    /// <param name="most">How many a piece holds at most.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogEvent>> ByChildAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        var groups = await slices.ByChildOfConsentAsync(organisation, from, to, ct);
        await foreach (var piece in PiecesAsync(organisation, groups, group => new LogQuery { Organisation = organisation, From = from, To = to, ChildSlice = group }, decisionsOnly: false, most, ct))
        {
            yield return piece;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogEvent>> PiecesAsync(
        OrganisationId organisation, IReadOnlyList<LogSlice> groups, Func<LogSlice, LogQuery> question, bool decisionsOnly, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        var piece = new List<LogEvent>();
        foreach (var group in groups)
        {
            var others = piece.Count;   // of groups before, whole
            await foreach (var each in EachAsync(question(group), ct))
            {
                if (decisionsOnly && !each.IsDecision)
                {
                    continue;
                }

                if (piece.Count == most)
                {
                    // What came before goes; when it is of this group alone, that is larger than a piece, and is cut.
                    var full = others > 0 ? piece.GetRange(0, others) : piece;
                    piece = others > 0 ? piece.GetRange(others, most - others) : [];
                    others = 0;
                    yield return await WholeAsync(organisation, full, ct);
                }

                piece.Add(each);
            }
        }

        if (piece.Count > 0)
        {
            yield return await WholeAsync(organisation, piece, ct);
        }
    }

    private async Task<IReadOnlyList<LogEvent>> WholeAsync(OrganisationId organisation, List<LogEvent> piece, CancellationToken ct) =>
        await WithLikenessAsync(organisation, await WithFamiliesAsync([.. piece.OrderBy(each => each.Moment).ThenBy(each => each.Index)], ct), ct);

    /// <summary>Only between the organisation's own employees and the children that it registered: its hashes compare with no other's.</summary>
    private async Task<IReadOnlyList<LogEvent>> WithLikenessAsync(OrganisationId organisation, List<LogEvent> events, CancellationToken ct)
    {
        var pairs = events.Where(each => each is { IsDecision: true, Actor: not null, Child: not null } && each.ActorOrganisation == organisation.Value).Select(each => (each.Actor!, each.Child!)).Distinct().ToList();
        var alike = await likenesses.PairsAsync(organisation, pairs, ct);
        return alike.Count == 0 ? events : [.. events.Select(each => each is { IsDecision: true, Actor: { } actor, Child: { } child } && alike.TryGetValue((actor, child), out var how) ? each with { Alike = how } : each)];
    }

    /// <summary>Children of the same holders share a family: the keyed hashes by which the holders sign in, in order. Read of these children only: a region has millions of others.</summary>
    private async Task<List<LogEvent>> WithFamiliesAsync(List<LogEvent> events, CancellationToken ct)
    {
        var families = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var some in events.Select(each => each.Child).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var people = await db.Persons.AsNoTracking().Where(row => some.Contains(row.ChildId) && row.SignInLookup != null && row.Id != PersonId.Youth.Value).Select(row => new { row.ChildId, row.SignInLookup }).ToListAsync(ct);
            foreach (var child in people.GroupBy(row => row.ChildId, StringComparer.Ordinal))
            {
                families[child.Key] = string.Join('-', child.Select(row => Convert.ToHexStringLower(row.SignInLookup!)[..16]).Order(StringComparer.Ordinal));
            }
        }

        return families.Count == 0 ? events : [.. events.Select(each => each.Child is { } child && families.TryGetValue(child, out var family) ? each with { Family = family } : each)];
    }

    private static LogEvent EventOf(LogRecord record)
    {
        var entry = record.Entry;
        var (municipality, locationIsProtected) = Place(entry?.Replay);
        return new LogEvent(
            record.Index, record.Moment, LogActs.IsDecision(record.Kind), record.Outcome == nameof(AuditOutcome.Deny), record.Actor?.Pseudonym, record.Actor?.Organisation?.Value,
            record.Source, record.Recipient, record.Purpose, entry?.Child?.Value, entry?.ReasonCode,
            LogActs.IsBreakGlass(record), entry?.LegalBasis == "CONSENT", locationIsProtected,
            Municipality: municipality, Act: entry?.Details.GetValueOrDefault("act"));
    }

    /// <summary>From the recorded inputs of the decision.</summary>
    private static (string? Municipality, bool Protected) Place(string? replay)
    {
        if (replay is null)
        {
            return (null, false);
        }

        using var json = JsonDocument.Parse(replay);
        if (!json.RootElement.TryGetProperty("child", out var child))
        {
            return (null, false);
        }

        return (
            child.TryGetProperty("residence_municipality", out var place) ? place.GetString() : null,
            child.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(flag => flag.GetString() == "PROTECTED_LOCATION"));
    }
}
