using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Reads the slice of one organisation as events for the rules.</summary>
public sealed class EventReader(LogReader reader, IDbContextFactory<BrokerDbContext> contexts, LikenessBook likenesses)
{
    private const int AtOnce = 1000;

    /// <returns>In order of time.</returns>
    public async Task<IReadOnlyList<LogEvent>> ReadAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var (events, once) = (new List<LogEvent>(), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var record in reader.AllAsync(new LogQuery { Organisation = organisation, From = from, To = to }, ct))
        {
            if (LogActs.IsDecision(record.Kind) || record.Kind == nameof(AuditKind.ConsentAct))
            {
                events.Add(EventOf(record, once));
            }
        }

        events.Reverse();
        return await WithLikenessAsync(organisation, await WithFamiliesAsync(events, ct), ct);
    }

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

    /// <param name="once">Every text that was met: a month says the same few again and again, and they are all kept at a time.</param>
    private static LogEvent EventOf(LogRecord record, HashSet<string> once)
    {
        var entry = record.Entry;
        var (municipality, locationIsProtected) = Place(entry?.Replay);
        return new LogEvent(
            record.Index, record.Moment, LogActs.IsDecision(record.Kind), record.Outcome == nameof(AuditOutcome.Deny), Once(record.Actor?.Pseudonym), Once(record.Actor?.Organisation?.Value),
            Once(record.Source), Once(record.Recipient), Once(record.Purpose), Once(entry?.Child?.Value), Once(entry?.ReasonCode),
            LogActs.IsBreakGlass(record), entry?.LegalBasis == "CONSENT", locationIsProtected,
            Municipality: Once(municipality), Act: Once(entry?.Details.GetValueOrDefault("act")));

        string? Once(string? text) => text is null || once.Add(text) || !once.TryGetValue(text, out var known) ? text : known;
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
