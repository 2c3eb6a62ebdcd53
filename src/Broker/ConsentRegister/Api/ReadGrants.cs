using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.ConsentRegister.Api.Feed;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>GET /api/v1/toestemmingen/{id}: a consent, for the source that asked for it, and in short for a recipient that was told to stop.</summary>
/// <remarks>For anybody else it does not exist. A recipient learns of a consent only by what it received under it: that one was given, or refused, is between family and source.</remarks>
public static class ReadGrants
{
    public static void MapReadGrants(this IEndpointRouteBuilder routes) => routes
        .MapGet(ApiRoute.Root + "/toestemmingen/{id:guid}", HandleAsync)
        .ForPartners("leesToestemming", "toestemmingen", "One consent, as far as it is yours").Produces<GrantAnswer>();

    private static async Task<IResult> HandleAsync(
        Guid id, ClaimsPrincipal principal, GrantBook grants, PartnerFeed feed, PartnerDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.From(principal).Organisation;
        if (await grants.FindAsync(id, ct) is not { } grant || await feed.StopNoticesAsync(id, ct) is not { } notices
            || (grant.Source != caller.Value && notices.All(notice => notice.OrganisationId != caller.Value)))
        {
            return Problems.Result(404, FaultReasons.NotFound, "A consent is read by its source.");
        }

        var history = (await grants.OfChildAsync(new ChildReference(grant.ChildId), ct)).Single(each => each.Grant.Id == id).Events;
        var numbers = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, organisation => organisation.Identifiers[0]);
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        var answer = Answer(grant, history, today, numbers, GrantReader.Body(grant).Recipients);
        return Results.Json(
            grant.Source == caller.Value
                ? answer with
                {
                    Gever = grant.GrantedBy,
                    Bewijs = GrantReader.Body(grant).Evidence.Method.ToString().ToUpperInvariant(),
                    Tekstversie = GrantReader.Body(grant).Evidence.TextVersion,
                    Stopberichten = [.. notices.Select(notice => new StopNoticeAnswer(Number(numbers, notice.OrganisationId), notice.At, notice.AcknowledgedAt))],
                }
                : Answer(grant, [.. history.Where(happened => happened.Concerns(caller.Value))], today, numbers, [caller.Value]) with { Ontvangers = [Number(numbers, caller.Value)], GestopteOntvangers = [] },
            BrokerJson.CamelCase);
    }

    private static GrantAnswer Answer(GrantRow grant, IReadOnlyList<GrantEventRow> history, DateOnly today, Dictionary<string, OrganisationIdentifier> numbers, IReadOnlyList<string> recipients)
    {
        var body = GrantReader.Body(grant);
        var withdrawn = history.Where(happened => happened.Type == "WITHDRAWN").ToList();
        var stoppedFor = recipients.Select(recipient => (Recipient: recipient, Categories: StoppedCategories(body, withdrawn.Where(happened => happened.Concerns(recipient))))).ToList();
        IReadOnlyList<string> stopped = [.. body.Categories.Where(category => stoppedFor.TrueForAll(each => each.Categories.Contains(category))).Order(StringComparer.Ordinal)];
        var status = history.Any(happened => happened.Type == "REFUSED") ? "GEWEIGERD"
            : withdrawn.Count > 0 ? (body.Categories.All(stopped.Contains) ? "INGETROKKEN" : "DEELS_INGETROKKEN")
            : grant.ValidUntil < today ? "VERLOPEN"
            : grant.ValidFrom > today ? "NOG_NIET_GELDIG" : "GELDIG";
        return new GrantAnswer(
            grant.Id.ToString("D"), status, grant.Purpose, Number(numbers, grant.Source), [.. body.Recipients.Select(recipient => Number(numbers, recipient))],
            body.Categories, stopped, grant.GivenAt, grant.ValidUntil)
        {
            GestopteOntvangers = [.. stoppedFor.Where(each => body.Categories.All(each.Categories.Contains)).Select(each => Number(numbers, each.Recipient))],
        };
    }

    private static HashSet<string> StoppedCategories(GrantBody body, IEnumerable<GrantEventRow> withdrawn) =>
        withdrawn.SelectMany(happened => happened.Categories.Length == 0 ? body.Categories : happened.Categories.Split(' ')).ToHashSet(StringComparer.Ordinal);

    private static Identified Number(Dictionary<string, OrganisationIdentifier> numbers, string organisation) =>
        numbers.TryGetValue(organisation, out var number) ? new Identified(number.System, number.Value) : new Identified(Systems.Root + "beeindigd", "onbekend");
}
