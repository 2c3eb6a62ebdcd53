using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>GET /api/v1/afspraken: who acceded to which rows, how many agreements that saved, and the papers that follow from the rows.</summary>
public static class Agreements
{
    private const string Tag = "afspraken";

    public static void MapAgreements(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiRoute.Root + "/afspraken", ListAsync)
            .ForPartners("lijstAfspraken", Tag, "The accessions that hold today, and how many pairwise agreements they replace").Produces<AgreementList>();
        routes.MapGet(ApiRoute.Root + "/afspraken/verwerkersbijlage", ProcessorAnnexAsync)
            .ForPartners("leesVerwerkersbijlage", Tag, "Annex to the processor agreement (AVG art. 28 lid 3), made from the rows in use").Produces<ProcessorAnnex>();
        routes.MapGet(ApiRoute.Root + "/afspraken/onderlinge-regeling", ArrangementAsync)
            .ForPartners("leesOnderlingeRegeling", Tag, "The essence of the arrangement between the controllers (AVG art. 26 lid 2), made from the rows in use").Produces<ArrangementSummary>();
    }

    private static async Task<IResult> ListAsync(Accessions accessions, PartnerDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        var held = await accessions.OnAsync(DutchCalendar.DayOf(clock.GetUtcNow()), ct);
        var organisations = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id, OrganisationAnswer.Of);
        return Results.Json(
            new AgreementList(
                [.. held.Select(each => new AgreementAnswer(organisations[each.Organisation], each.ConvenantVersion, each.Rows, each.From, each.Until))],
                SavedAgreements.By(held, accessions)),
            BrokerJson.CamelCase);
    }

    private static async Task<IResult> ProcessorAnnexAsync(Accessions accessions, Policy policy, TimeProvider clock, CancellationToken ct) =>
        Results.Json(ProcessorAnnex.Of(policy, await InUseAsync(accessions, clock, ct)), BrokerJson.CamelCase);

    private static async Task<IResult> ArrangementAsync(Accessions accessions, PartnerDirectory directory, Policy policy, TimeProvider clock, CancellationToken ct) =>
        Results.Json(ArrangementSummary.Of(policy, await InUseAsync(accessions, clock, ct), await directory.AllAsync(ct)), BrokerJson.CamelCase);

    private static async Task<IReadOnlyList<PolicyRow>> InUseAsync(Accessions accessions, TimeProvider clock, CancellationToken ct) =>
        accessions.RowsInUse(await accessions.OnAsync(DutchCalendar.DayOf(clock.GetUtcNow()), ct));
}
