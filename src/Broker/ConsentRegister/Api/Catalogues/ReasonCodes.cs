using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>GET /api/v1/foutcodes and /api/v1/foutcodes/{code}: what each code means, where it comes from. Open to everybody.</summary>
public static class ReasonCodes
{
    private const string Tag = "foutcodes";

    public static void MapReasonCodes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiRoute.Root + "/foutcodes", () => Results.Json(new ReasonCodeList([.. ReasonCatalogue.All.Select(ReasonCodeAnswer.Of)]), BrokerJson.CamelCase))
            .Open("lijstFoutcodes", Tag, "All reason codes, in the order of their numbers").Produces<ReasonCodeList>();
        routes.MapGet(ApiRoute.Root + "/foutcodes/{code}", (string code) => Find(code) is { } reason
                ? Results.Json(ReasonCodeAnswer.Of(reason), BrokerJson.CamelCase)
                : Problems.Result(404, FaultReasons.NotFound, "See /api/v1/foutcodes for all codes."))
            .Open("leesFoutcode", Tag, "One reason code, by number (ZIO-2006) or by name (ROLE_NOT_AUTHORISED)").Produces<ReasonCodeAnswer>();
    }

    private static Reason? Find(string code) => ReasonCatalogue.FindNumber(code) ?? ReasonCatalogue.Find(code);
}
