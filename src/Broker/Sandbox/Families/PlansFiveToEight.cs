using static ZioExchange.Broker.Sandbox.SandboxOrganisations;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Children 5 to 8: the sixteenth and eighteenth birthday soon, a GI as guardian with a protected address, a person as guardian.</summary>
internal static class PlansFiveToEight
{
    private static readonly SandboxEnrolment Vso = new(SchoolSo, "VSO", null, SwvOost, null);

    public static FamilyPlan[] All { get; } =
    [
        new(5, "15 years and almost 16, a parent and a third person hold gezag together", "Kwirinus", "Quondervelt", true, new DateOnly(2010, 11, 30))
        {
            Gemeente = GemeenteB, School = SchoolSo, Enrolment = Vso, GezagType = "GezamenlijkGezag",
            Adults =
            [
                new("ouder-a", "ouder", "Belmirte", "Quondervelt", false, true),
                new("derde", "derde", "Sjovanka", "Druivenzyl", false, true),
            ],
            Care = new(true, "45", "45B10", 6, "04", "4", false, "802", "F92.0", "stemmingswirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "ouder-a", "derde", "jeugdige"),
                AnswerPlan.JeugdhulpOpSchool(GemeenteB, SchoolSo, "ouder-a"),
            ],
        },
        new(6, "17 years and almost 18, the youth decides; gezag is under investigation", "Zindelore", "Wolkenfryt", false, new DateOnly(2008, 12, 1))
        {
            Gemeente = GemeenteA, School = SchoolSo, Enrolment = Vso, GezagType = "GezamenlijkOuderlijkGezag", InOnderzoek = true,
            Adults =
            [
                new("ouder-a", "ouder", "Ravessa", "Wolkenfryt", false, true),
                new("ouder-b", "ouder", "Gundokar", "Zandekluxx", true, true),
            ],
            Care = new(true, "52", "52C07", 40, "04", "6", true, "806", "G40", "epilepsiewirkeling"),
            Answers =
            [
                AnswerPlan.Opp(SchoolSo, "jeugdige") with { Refused = ["ouder-a"] },
                AnswerPlan.WlzZio(SchoolSo, "jeugdige"),
                AnswerPlan.ZioUitvoering(SchoolSo, "jeugdige") with { Withdrawn = ["jeugdige"] },
                AnswerPlan.AfstemmingJw(GemeenteA, "jeugdige"),
                AnswerPlan.AfstemmingWlz(GemeenteA, "jeugdige"),
            ],
        },
        new(7, "11 years, a GI holds voogdij, lives at a protected address", "Obrinette", "Krystelvoort", false, new DateOnly(2015, 2, 10))
        {
            Gemeente = GemeenteB, School = SchoolSo, Enrolment = new SandboxEnrolment(SchoolSo, "SO", null, SwvOost, null), GezagType = "Voogdij",
            SecretAddress = true, Flags = ["PROTECTED_LOCATION"], Measures = [new SandboxMeasure("VOOGDIJ", Gi)],
            Adults = [new("ouder-a", "ouder", "Harmodius", "Krystelvoort", true, false, LivesElsewhere: true) { HasContactBan = true }],
            Care = new(true, "43", "43A12", 1, "14", "1", false, "806", "F43.1", "posttraumawirkeling"),
            Answers = [AnswerPlan.WlzZio(SchoolSo, Gi), AnswerPlan.ZioUitvoering(SchoolSo, Gi)],
        },
        new(8, "8 years, a person holds voogdij, registered at another school", "Valdrisso", "Pruikentoorn", true, new DateOnly(2018, 8, 15))
        {
            Prefix = "van der",
            Gemeente = GemeenteC, School = SchoolPo, Enrolment = new SandboxEnrolment(SchoolPo, "PO", SchoolSo, SwvNoord, null), GezagType = "Voogdij",
            Adults = [new("voogd", "voogd", "Isquarda", "Pruikentoorn", false, true)],
            Care = new(true, "45", "45A04", 60, "01", "2", false, null, "F81.0", "leeswirkeling"),
            Answers = [AnswerPlan.Opp(SchoolPo, "voogd")],
            Requests = ["ARRANGEMENT"],
            Inzage = "OVERSTAP_SO",
        },
    ];
}
