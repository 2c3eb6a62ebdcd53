using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Lets people in, or not, and writes down which: a sign-in that cannot be logged does not happen.</summary>
public sealed class SignInBook(PersonBook people, ChildRegister register, IAuditLog log, MasterKey master, TimeProvider clock)
{
    /// <summary>Who acts, for the log: the same for one person in every session, and of no use outside it.</summary>
    public AuditActor ActorOf(Visitor visitor, bool isYouth) => new(
        FamilyPseudonym.Of(master, visitor.Subject), isYouth ? "YOUTH" : "PARENT", null)
    {
        AssuranceLevel = visitor.Assurance.ToString().ToUpperInvariant(),
        AuthenticationMethod = visitor.Method,
    };

    /// <summary>The same for somebody who is not signed in, for whom another enters something.</summary>
    public string PseudonymOf(KnownPerson person) => FamilyPseudonym.Of(master, person.Child.Value, person.Person.Value, person.SignInSubject);

    /// <summary>The same, by the person's id in the register of one child; also for who does not stand there.</summary>
    public async Task<string> PseudonymOfAsync(ChildReference child, PersonId person, CancellationToken ct) =>
        FamilyPseudonym.Of(master, child.Value, person.Value, (await people.OfChildAsync(child, ct)).FirstOrDefault(known => known.Person == person)?.SignInSubject);

    /// <returns>Null when the person may come in; else why not: ASSURANCE_TOO_LOW, UNKNOWN_PERSON or UNDER_12.</returns>
    public async Task<string?> AdmitAsync(Visitor visitor, CancellationToken ct)
    {
        var known = (await people.FindAsync(visitor.Lookup, ct)).Where(visitor.MayStandFor).ToList();
        var asParent = known.Any(person => !person.IsYouth);
        var youth = known.FirstOrDefault(person => person.IsYouth);
        var reason = !visitor.IsStrong && !visitor.IsByLetter ? "ASSURANCE_TOO_LOW"
            : known.Count == 0 ? "UNKNOWN_PERSON"
            : asParent || await HasOwnVoiceAsync(youth!, ct) ? null
            : "UNDER_12";
        await WriteAsync(visitor, isYouth: !asParent && youth is not null, youth?.Child, reason, ct);
        return reason;
    }

    /// <summary>A sign-in that failed before it was known who it was.</summary>
    public Task FailedAsync(string reason, CancellationToken ct) => log.AppendAsync(Entry(AuditOutcome.Failure, reason), step: null, ct);

    public Task SignedOutAsync(Visitor visitor, CancellationToken ct) =>
        log.AppendAsync(Entry(AuditOutcome.Success, null) with { Actor = ActorOf(visitor, isYouth: false), Details = new Dictionary<string, string> { ["act"] = "SIGNED_OUT" } }, step: null, ct);

    private async Task<bool> HasOwnVoiceAsync(KnownPerson youth, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await register.ReadAsync(youth.Child, new Purpose("JEUGDIGE_INZAGE"), now, ct) is { } snapshot
            && OwnVoice.IsHadOn(DutchCalendar.DayOf(now), snapshot.Facts.BornOn);
    }

    private Task<AppendedEntry> WriteAsync(Visitor visitor, bool isYouth, ChildReference? child, string? reason, CancellationToken ct) =>
        log.AppendAsync(Entry(reason is null ? AuditOutcome.Success : AuditOutcome.Failure, reason) with { Actor = ActorOf(visitor, isYouth), Child = isYouth ? child : null }, step: null, ct);

    private AuditEntry Entry(AuditOutcome outcome, string? reason) => new()
    {
        Kind = AuditKind.SignIn,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = outcome,
        ReasonCode = reason,
        Details = new Dictionary<string, string> { ["act"] = "SIGN_IN" },
    };
}
