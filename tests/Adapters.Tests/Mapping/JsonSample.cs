namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A made-up plan with goals, whose header stands behind what needs it.</summary>
internal static class JsonSample
{
    public const string Table = Samples.JsonDeclarations + """
        #version;;;versie;1.0;;;;
        #children;;/;kind;;;;;
        P-01;ID_BASIS;/kind;naam;Patient.name.family;;;yes;
        P-02;OPP_KERN;/plan;start + eind;CarePlan#opp.period;period;;yes;
        P-03;-;/plan;;CarePlan#opp.status;const(active);;;
        P-04;-;/plan;;CarePlan#opp.intent;const(plan);;;
        P-05;OPP_KERN;/plan/doelen*;titel;Goal#doel.description;text;;yes;
        P-06;-;/plan/doelen*;;Goal#doel.lifecycleStatus;const(active);;;
        P-07;-;/plan/doelen*;;CarePlan#opp.goal*;ref(Goal#doel);;;
        P-08;OPP_BEGELEIDING;/plan/doelen*/acties*;wat;Goal#doel.target*.detailString;;;;
        P-09;OPP_BEGELEIDING;/plan/doelen*/acties*;/school/naam + wie;Goal#doel.target*.extension:wie.valueString;join(: );;;
        P-10;-;/;bijlage;;ignore;;;a file
        """;

    public const string Document = """
        {"soort":"proef","versie":"1.0","kind":{"naam":"Wit"},"bijlage":{"inhoud":"AAAA"},
        "plan":{"doelen":[{"titel":"Lezen","acties":[{"wat":"oefenen","wie":"Ria"},{"wat":"toets","wie":"Jo"}]},{"titel":"Rekenen"}],"start":"2026-01-01","eind":"2026-07-31","nieuw":true},
        "school":{"naam":"De Boom"}}
        """;
}
