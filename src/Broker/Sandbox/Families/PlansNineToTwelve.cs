using static ZioExchange.Broker.Sandbox.SandboxOrganisations;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Children 9 to 12: gezag that cannot be determined, an OTS, a thuiszitter without anyone in charge, and a child of cluster 2.</summary>
internal static class PlansNineToTwelve
{
    public static FamilyPlan[] All { get; } =
    [
        new(9, "10 years, gezag cannot be determined", "Jelvarine", "Schraapelynck", false, new DateOnly(2016, 9, 9))
        {
            Gemeente = GemeenteA, School = SchoolPo, Enrolment = new SandboxEnrolment(SchoolPo, "PO", null, SwvNoord, null), GezagType = "GezagNietTeBepalen",
            Adults =
            [
                new("ouder-a", "ouder", "Tsjamilka", "Schraapelynck", false, null),
                new("ouder-b", "ouder", "Ewouldrik", "Brontezaal", true, null),
            ],
            Care = new(true, "45", "45A04", 1, "04", "2", false, "802", "F80", "taalwirkeling"),
            Answers = [AnswerPlan.Opp(SchoolPo, "ouder-a", "ouder-b")],
        },
        new(10, "14 years, under OTS, parents keep gezag, the youth took an answer back", "Brixelmo", "Hazepunder", true, new DateOnly(2012, 1, 30))
        {
            Gemeente = GemeenteC, School = SchoolSo, Enrolment = new SandboxEnrolment(SchoolSo, "VSO", null, SwvOost, null),
            GezagType = "GezamenlijkOuderlijkGezag", Measures = [new SandboxMeasure("OTS", Gi)],
            Adults =
            [
                new("ouder-a", "ouder", "Nadrielle", "Hazepunder", false, true),
                new("ouder-b", "ouder", "Corvaldo", "Hazepunder", true, true),
            ],
            Care = new(true, "46", "46X01", 120000, "83", "6", false, "804", "F94", "hechtingswirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a", "ouder-b", "jeugdige"),
                AnswerPlan.WlzZio(SchoolSo, "ouder-a", "ouder-b", "jeugdige") with { Withdrawn = ["jeugdige"] },
            ],
        },
        new(11, "15 years, at home without a school, nobody holds gezag for now", "Merquelle", "Dwarrelstade", false, new DateOnly(2011, 4, 4))
        {
            Gemeente = GemeenteB, School = SchoolSo, Enrolment = new SandboxEnrolment(null, "GEEN", null, null, SwvOost), GezagType = "TijdelijkGeenGezag",
            Adults = [new("ouder-a", "ouder", "Philomarn", "Dwarrelstade", true, false)],
            Care = new(true, "45", "45A48", 5, "82", "6", true, null, "F41.0", "paniekwirkeling"),
        },
        new(12, "7 years, cluster 2, both parents answered in writing", "Quintavar", "Luisterhagen", true, new DateOnly(2019, 10, 1))
        {
            Gemeente = GemeenteA, School = InstellingC2, Enrolment = new SandboxEnrolment(InstellingC2, "INSTELLING_C2", null, null, null),
            GezagType = "GezamenlijkOuderlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Eldavieke", "Luisterhagen", false, true),
                new("ouder-b", "ouder", "Rostimar", "Vexelaer", true, true),
            ],
            Care = new(false, "45", "45A04", 30, "01", "2", false, "850", "H91.9.s", "gehoorwirkeling"),
            Answers = [AnswerPlan.Instelling(GemeenteA, "ouder-a", "ouder-b")],
        },
    ];
}
