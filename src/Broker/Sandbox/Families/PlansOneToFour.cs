using static ZioExchange.Broker.Sandbox.SandboxOrganisations;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Children 1 to 4: the showcase, a refusal, the voice from 12, and a twelfth birthday three days after the demonstration.</summary>
internal static class PlansOneToFour
{
    private static readonly SandboxEnrolment So = new(SchoolSo, "SO", null, SwvOost, null);

    public static FamilyPlan[] All { get; } =
    [
        new(1, "9 years, joint gezag, everyone said yes: the showcase", "Zephyrno", "Zwirkelbosch", true, new DateOnly(2017, 3, 2))
        {
            Gemeente = GemeenteA, School = SchoolSo, Enrolment = So, GezagType = "GezamenlijkOuderlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Oxanilda", "Kwaspelduin", false, true),
                new("ouder-b", "ouder", "Trevikko", "Zwirkelbosch", true, true),
            ],
            Care = new(true, "45", "45A04", 2, "04", "2", false, "804", "F84.0", "autisme-spectrumverwirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a", "ouder-b"),
                AnswerPlan.WlzZio(SchoolSo, "ouder-a", "ouder-b"),
                AnswerPlan.ZioUitvoering(SchoolSo, "ouder-a", "ouder-b"),
                AnswerPlan.AfstemmingJw(GemeenteA, "ouder-a", "ouder-b"),
                AnswerPlan.AfstemmingWlz(GemeenteA, "ouder-a", "ouder-b"),
            ],
            Requests = ["TLV_AANVRAAG", "ARRANGEMENT"],
        },
        new(2, "10 years, divorced with joint gezag, one parent refused", "Wyxandra", "Vrontegaard", false, new DateOnly(2016, 5, 20))
        {
            Gemeente = GemeenteB, School = SchoolSo, Enrolment = So, GezagType = "GezamenlijkOuderlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Juvelien", "Snirkema", false, true),
                new("ouder-b", "ouder", "Drostavo", "Vrontegaard", true, true, LivesElsewhere: true),
            ],
            Care = new(true, "45", "45A48", 90, "01", "2", false, "802", "F90.0", "aandachtstekortwirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a") with { Refused = ["ouder-b"] },
                AnswerPlan.WlzZio(SchoolSo, "ouder-a", "ouder-b") with { Withdrawn = ["ouder-b"] },
                AnswerPlan.ZioUitvoering(SchoolSo, "ouder-a", "ouder-b"),
                AnswerPlan.AfstemmingJw(GemeenteB, "ouder-a"),
            ],
        },
        new(3, "13 years, both parents said yes, the youth is still to answer", "Thyvaro", "Trunkevlaar", true, new DateOnly(2013, 6, 11))
        {
            Gemeente = GemeenteA, School = SchoolSo, Enrolment = new SandboxEnrolment(SchoolSo, "VSO", null, SwvOost, null),
            GezagType = "GezamenlijkOuderlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Lymenka", "Trunkevlaar", false, true),
                new("ouder-b", "ouder", "Myrlando", "Hympelaar", true, true),
            ],
            Care = new(true, "54", "54B01", 4, "16", "4", false, "804", "F84.5", "aspergerwirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a", "ouder-b"),
                AnswerPlan.WlzZio(SchoolSo, "ouder-a", "ouder-b", "jeugdige"),
                AnswerPlan.ZioUitvoering(SchoolSo, "ouder-a", "ouder-b", "jeugdige"),
            ],
            Requests = ["TLV_AANVRAAG"],
        },
        new(4, "11 years and almost 12, one parent has gezag, the other has not", "Yskanda", "Blixemaer", false, new DateOnly(2014, 11, 27))
        {
            Gemeente = GemeenteC, School = SchoolSo, Enrolment = So, GezagType = "EenhoofdigOuderlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Fenqira", "Blixemaer", false, true),
                new("ouder-b", "ouder", "Pelvinor", "Jorvelstra", true, false, LivesElsewhere: true),
            ],
            Care = new(true, "45", "45A04", 3, "04", "2", false, null, "F91.3", "gedragswirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a"),
                AnswerPlan.JeugdhulpOpSchool(GemeenteC, SchoolSo, "ouder-a"),
            ],
        },
    ];
}
