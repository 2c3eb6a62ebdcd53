using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Notices;

/// <summary>Sends what is due, with growing pauses, and writes each that left into the log: to whom by pseudonym, never the address.</summary>
/// <remarks>On several nodes the one that raises the count of attempts first sends. A server that hangs holds up a few of these tasks and nothing else.</remarks>
internal sealed class NoticePost(
    IDbContextFactory<BrokerDbContext> contexts, NoticeChoices choices, INoticeSender sender, PersonBook people, SignInBook signIns, TextCatalogue texts, Issuer issuer, IAuditLog log, TimeProvider clock)
{
    public const string Code = "CODE";
    public const string Waits = "WAITS";
    public const string Sent = "SENT";
    public const string Along = "ALONG";
    public const string GivenUp = "GIVEN_UP";
    public const string Lapsed = "LAPSED";
    private const int AtOnce = 50;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    public static NoticeRow NewRow(byte[] lookup, string child, string person, string kind, DateTimeOffset now, string outcome = Waits) => new()
    {
        Lookup = lookup,
        ChildId = child,
        PersonId = person,
        Kind = kind,
        MadeAt = now,
        Attempts = 0,
        Outcome = outcome,
        NextAt = outcome == Waits ? now : null,
    };

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Notices.AsNoTracking().Where(row => row.NextAt != null && row.NextAt <= now).OrderBy(row => row.NextAt).Take(AtOnce).ToListAsync(ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (row, stop) => await TryAsync(row, stop));
    }

    private async Task TryAsync(NoticeRow row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, attempts) = (clock.GetUtcNow(), row.Attempts + 1);
        DateTimeOffset? again = attempts <= Pauses.Length ? now + Pauses[attempts - 1] : null;
        var mine = db.Notices.Where(each => each.Lookup == row.Lookup);
        var claimed = await mine.Where(each => each.Attempts == row.Attempts && each.NextAt != null)
            .ExecuteUpdateAsync(each => each.SetProperty(notice => notice.Attempts, attempts).SetProperty(notice => notice.LastAt, now).SetProperty(notice => notice.NextAt, again), ct);
        if (claimed != 1)
        {
            return;   // another node has it
        }

        var result = await WriteAsync(db, row, ct) is { } notice ? await sender.SendAsync(notice, ct) : (NoticeResult?)null;
        var outcome = result switch
        {
            null => Lapsed,
            NoticeResult.Sent => Sent,
            NoticeResult.Refused => GivenUp,
            _ => again is null ? GivenUp : Waits,
        };
        if (outcome is Sent or GivenUp)
        {
            await LogAsync(row, outcome, ct);   // when this fails the claim stands, and it is tried again: rather twice than unlogged
        }

        await mine.Where(each => each.Attempts == attempts)
            .ExecuteUpdateAsync(each => each.SetProperty(notice => notice.Outcome, outcome).SetProperty(notice => notice.NextAt, outcome == Waits ? again : null), ct);
    }

    /// <returns>Null when the person does not want it any more, or it is too late for it.</returns>
    private async Task<Notice?> WriteAsync(BrokerDbContext db, NoticeRow row, CancellationToken ct)
    {
        var choice = await db.NoticeChoices.AsNoTracking().SingleOrDefaultAsync(each => each.ChildId == row.ChildId && each.PersonId == row.PersonId, ct);
        var isCode = row.Kind == Code;
        if (choice is null || isCode == choice.ConfirmedAt is not null
            || (isCode && (choice.AskedAt <= clock.GetUtcNow() - NoticeChoices.CodeLife || !row.Lookup.AsSpan().SequenceEqual(choices.CodeLookup(choice))))
            || await choices.AddressAsync(choice, ct) is not { } address)
        {
            return null;
        }

        var language = texts.Choose(choice.Language);
        var (subject, body) = isCode ? ("bericht.code-subject", "bericht.code") : ("bericht.subject", "bericht.text");
        object[] blanks = isCode ? [TypedCode.Shown(choices.CodeFor(choice))] : [issuer.Name];
        return new Notice(
            Convert.ToHexStringLower(row.Lookup)[..32], address, texts.Text(language, subject),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, texts.Text(language, body), blanks));
    }

    private async Task LogAsync(NoticeRow row, string outcome, CancellationToken ct)
    {
        var child = new ChildReference(row.ChildId);
        var person = (await people.OfChildAsync(child, ct)).FirstOrDefault(each => each.Person.Value == row.PersonId);
        await log.AppendAsync(
            new AuditEntry
            {
                Kind = AuditKind.Notification,
                Moment = clock.GetUtcNow(),
                TraceId = TraceId.Current,
                Outcome = outcome == Sent ? AuditOutcome.Success : AuditOutcome.Failure,
                ReasonCode = outcome == Sent ? null : "NOT_DELIVERED",
                Child = child,
                Details = new Dictionary<string, string> { ["act"] = "FAMILY_NOTICE", ["kind"] = row.Kind, ["to"] = person is null ? string.Empty : signIns.PseudonymOf(person) },
            },
            step: null, ct);
    }
}
