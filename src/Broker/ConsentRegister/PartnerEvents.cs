using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Writes the events that follow from a change, in the commit of that change: none is missing, none comes without it.</summary>
/// <remarks>
/// Numbers are given out inside the log's commit steps, which run one after another over all nodes; who reads the feed up to a number has
/// seen everything below it. That a consent was given or refused is told to the source alone (CONTRACT, two views of a reason).
/// </remarks>
internal static class PartnerEvents
{
    public const string Given = "toestemming.gegeven";
    public const string Refused = "toestemming.geweigerd";
    public const string Withdrawn = "toestemming.ingetrokken";
    public const string Stop = "toestemming.stop";
    public const string SchoolRequest = "schoolverzoek.gedaan";
    public const string Inzage = "inzage.vastgelegd";
    public const string RequestAsked = "toestemmingsverzoek.aangevraagd";
    public const string RequestPut = "toestemmingsverzoek.voorgelegd";
    public const string RequestAnswered = "toestemmingsverzoek.beantwoord";
    public const string RequestTakenBack = "toestemmingsverzoek.ingetrokken";
    public const string Delivered = "bericht.klaar";
    public const string Taken = "bericht.ontvangen";

    /// <summary>Every type there is.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [Given, Refused, Withdrawn, Stop, SchoolRequest, Inzage, RequestAsked, RequestPut, RequestAnswered, RequestTakenBack, Delivered, Taken];

    /// <summary>Adds what the changes of this context tell, and saves nothing.</summary>
    public static async Task AnnounceAsync(BrokerDbContext db, CancellationToken ct)
    {
        var told = new List<(string Organisation, string Type, string Subject, DateTimeOffset At)>();
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList())
        {
            switch (entry.Entity)
            {
                case GrantRow grant when !Added<GrantEventRow>(db).Any(happened => happened.GrantId == grant.Id && happened.Type == "REFUSED"):
                    told.Add((grant.Source, Given, grant.Id.ToString("D"), grant.RecordedAt));
                    break;
                case GrantEventRow happened:
                    told.Add((await SourceOfAsync(db, happened.GrantId, ct), happened.Type == "WITHDRAWN" ? Withdrawn : Refused, happened.GrantId.ToString("D"), happened.At));
                    break;
                case GateRow { MadeFor: not ChildRegister.AnyParty } gate:
                    told.Add((gate.MadeFor, gate.Kind.StartsWith(GateBook.ParentInzage, StringComparison.Ordinal) ? Inzage : SchoolRequest, gate.Reference, gate.MadeAt));
                    break;
                case ConsentRequestRow request:
                    told.AddRange(Of(request));
                    break;
                case PushedDossierRow pushed when entry.State is EntityState.Added:
                    told.Add((pushed.Recipient, Delivered, pushed.Id.ToString("D"), pushed.SentAt));
                    break;
            }
        }

        await AddAsync(db, told, ct);
    }

    /// <summary>Adds events by hand; call it inside a commit step only.</summary>
    public static async Task AddAsync(BrokerDbContext db, IReadOnlyList<(string Organisation, string Type, string Subject, DateTimeOffset At)> told, CancellationToken ct)
    {
        if (told.Count == 0)
        {
            return;
        }

        var seq = await db.PartnerEvents.MaxAsync(row => (long?)row.Seq, ct) ?? 0;
        foreach (var (organisation, type, subject, at) in told)
        {
            db.PartnerEvents.Add(new PartnerEventRow { Seq = ++seq, Id = Guid.CreateVersion7(at), OrganisationId = organisation, Type = type, Subject = subject, At = at });
        }
    }

    private static IEnumerable<(string, string, string, DateTimeOffset)> Of(ConsentRequestRow request)
    {
        var id = request.Id.ToString("D");
        switch (request.State)
        {
            case "AANGEVRAAGD":
                yield return (request.Source, RequestAsked, id, request.ChangedAt);
                break;
            case "VOORGELEGD" when request.AskedBy != request.Source:
                yield return (request.AskedBy, RequestPut, id, request.ChangedAt);
                break;
            case "BEANTWOORD":
                yield return (request.Source, RequestAnswered, id, request.ChangedAt);
                break;
            case "INGETROKKEN" when request.AskedBy != request.Source:
                yield return (request.Source, RequestTakenBack, id, request.ChangedAt);
                break;
        }
    }

    private static async Task<string> SourceOfAsync(BrokerDbContext db, Guid grant, CancellationToken ct) =>
        Added<GrantRow>(db).FirstOrDefault(row => row.Id == grant)?.Source ?? await db.Grants.Where(row => row.Id == grant).Select(row => row.Source).SingleAsync(ct);

    private static IEnumerable<T> Added<T>(BrokerDbContext db)
        where T : class => db.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity);
}
