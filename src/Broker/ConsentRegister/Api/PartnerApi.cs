using ZioExchange.Broker.ConsentRegister.Api.Catalogues;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.ConsentRegister.Api.Document;
using ZioExchange.Broker.ConsentRegister.Api.Facts;
using ZioExchange.Broker.ConsentRegister.Api.Feed;
using ZioExchange.Broker.ConsentRegister.Api.Professionals;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.ConsentRegister.Api.Sources;
using ZioExchange.Broker.ConsentRegister.Api.Webhooks;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>The API for partner systems under <c>/api/v1</c> (NL API Design Rules): its rooms, its conventions, its routes.</summary>
public static class PartnerApi
{
    public static void AddPartnerApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        services.AddSingleton<IdempotencyBook>();
        services.AddSingleton<ConsentRequestBook>();
        services.AddSingleton<RequestAnswers>();
        services.AddSingleton<CouplingBook>();
        services.AddSingleton<RegisteredPeople>();
        services.AddSingleton<PartnerFeed>();
        services.AddSingleton<StopNotices>();
        services.AddSingleton<SignedPost>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<PartnerDispatch>();
    }

    /// <summary>What also a fault carries. Stands before whatever can go wrong, and refuses nothing itself.</summary>
    public static void UsePartnerHeaders(this WebApplication app) => app.UseMiddleware<ApiHeaders>();

    /// <summary>What every request must keep to. Stands behind the framing: a refusal here leaves the connection open.</summary>
    public static void UsePartnerConventions(this WebApplication app)
    {
        app.UseMiddleware<CallerConventions>();
        app.UseApiDocs();                 // /docs
    }

    /// <summary>What needs to know who calls. Stands behind authorisation.</summary>
    public static void UsePartnerLimits(this WebApplication app)
    {
        app.UseMiddleware<RateLimits>();
        app.UseMiddleware<IdempotentAnswers>();
    }

    public static void MapPartnerApi(this IEndpointRouteBuilder routes)
    {
        routes.MapApiDocument();          // /openapi.json, /api/v1/openapi.json
        routes.MapReasonCodes();          // foutcodes, foutcodes/{code}
        routes.MapCodeLists();            // doelen, gegevensgroepen
        routes.MapOrganisations();        // organisaties
        routes.MapSourceAddresses();      // bronadres
        routes.MapAgreements();           // afspraken
        routes.MapConsentQuestions();     // toestemmingsverzoeken
        routes.MapAskSchoolRequest();     // schoolverzoeken
        routes.MapRecordInzage();         // inzagen
        routes.MapCouplings();            // koppelingen
        routes.MapCoupleOnPaper();        // koppelingen/inleveringen
        routes.MapOwnCouplings();         // koppelingen/beeindigingen, koppelingen/vernieuwingen
        routes.MapRecordFact();           // feiten
        routes.MapRecordLikeness();       // medewerkers/{id}/gelijkenis
        routes.MapReadEvents();           // gebeurtenissen
        routes.MapSubscriptions();        // abonnementen
        routes.MapGiveGrant();            // toestemmingen
        routes.MapReadGrants();
        routes.MapWithdrawGrant();        // toestemmingen/{id}/intrekkingen
    }
}
