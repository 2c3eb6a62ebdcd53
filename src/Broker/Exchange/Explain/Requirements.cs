using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>What a row of the matrix needs before anything may leave, in words, with who sees to it and where. Follows from the row alone.</summary>
internal static class Requirements
{
    private const string Asker = "VRAGER";
    private const string Source = "BRON";
    private const string School = "SCHOOL";
    private const string Family = "GEZIN";

    private static readonly RequirementAnswer Role = new("ROLE", Asker, new(
        "De medewerker heeft een van de rollen van deze rij. Uw organisatie heeft die rol vastgelegd.",
        "The professional has one of the roles of this row, and your organisation registered that role."), null);

    private static readonly RequirementAnswer Accession = new("ACCESSION", Source, new(
        "Uw organisatie en de bron doen allebei mee aan deze rij.",
        "Your organisation and the source have both acceded to this row."), "/api/v1/afspraken");

    private static readonly RequirementAnswer Child = new("CHILD_IN_SCOPE", Asker, new(
        "Uw organisatie kent het kind onder dit nummer. Het kind hoort bij u door inschrijving, woonplaats, samenwerkingsverband of maatregel.",
        "Your organisation knows the child by this number, and the child is yours by enrolment, residence, samenwerkingsverband or measure."), "/api/v1/koppelingen");

    private static readonly RequirementAnswer Push = new("PUSH", Source, new(
        "De bron stuurt deze gegevens zelf. Ophalen kan niet.",
        "The source sends these data itself. They cannot be pulled."), "/fhir/Patient/$kind-dossier-push");

    private static readonly (Gates Gate, RequirementAnswer Needs)[] OfGates =
    [
        (Gates.SchoolRequest, new("SCHOOL_REQUEST", School, new(
            "De school vraagt het samenwerkingsverband om hulp. U verwijst naar dat verzoek.",
            "The school asks the samenwerkingsverband for help, and you refer to that request."), "/api/v1/schoolverzoeken")),
        (Gates.ArrangementApplication, new("ARRANGEMENT_APPLICATION", School, new(
            "De school vraagt een arrangement aan. U verwijst naar die aanvraag.",
            "The school applies for an arrangement, and you refer to that application."), "/api/v1/schoolverzoeken")),
        (Gates.ParentInzageDone, new("PARENT_INZAGE_DONE", School, new(
            "De ouders hebben het rapport gezien. De school heeft dat vastgelegd.",
            "The parents have seen the report, and the school recorded it."), "/api/v1/inzagen")),
        (Gates.EnrolledOrRegistered, new("ENROLLED_OR_REGISTERED", Asker, new(
            "Het kind is bij u ingeschreven of aangemeld.",
            "The child is enrolled or registered with you."), "/api/v1/feiten")),
    ];

    public static IEnumerable<RequirementAnswer> Of(PolicyRow row)
    {
        yield return Role;
        yield return Accession;
        yield return Child;
        foreach (var (gate, needs) in OfGates)
        {
            if (row.Gates.HasFlag(gate))
            {
                yield return needs;
            }
        }

        if (OfConsent(row.ConsentRule) is { } consent)
        {
            yield return consent;
        }

        if (row.Delivery is Delivery.Push)
        {
            yield return Push;
        }
    }

    private static RequirementAnswer? OfConsent(ConsentRule rule) => rule switch
    {
        ConsentRule.NormalOneNoObjection => Consent(
            "Toestemming van een ouder met gezag, zonder bezwaar van de andere ouder. Vanaf 16 jaar van de jongere zelf. De bron stelt de vraag.",
            "Consent of one parent with authority, without objection of the other; from 16 of the young person. The source puts the question."),
        ConsentRule.SpecialBoth => Consent(
            "Toestemming van alle ouders met gezag. Vanaf 12 jaar kan de jongere nee zeggen. Vanaf 16 jaar van de jongere zelf. De bron stelt de vraag.",
            "Consent of all parents with authority; from 12 the young person may say no; from 16 of the young person. The source puts the question."),
        ConsentRule.SpecialDual => Consent(
            "Toestemming van alle ouders met gezag, en vanaf 12 jaar ook van de jongere. Vanaf 16 jaar alleen van de jongere. De bron stelt de vraag.",
            "Consent of all parents with authority, from 12 also of the young person; from 16 of the young person alone. The source puts the question."),
        ConsentRule.WrittenParents => Consent(
            "Toestemming op papier van de ouders tot 18 jaar. Vanaf 16 jaar ook van de jongere. De bron stelt de vraag.",
            "Consent of the parents on paper until 18, from 16 also of the young person. The source puts the question."),
        ConsentRule.BreakGlass => new RequirementAnswer("BREAK_GLASS", Asker, new(
            "Een noodgeval op school, met een motivering.",
            "An emergency at school, with a justification."), null),
        _ => null,   // a statute, a right, or a gate that stands above
    };

    private static RequirementAnswer Consent(string nl, string en) => new("CONSENT", Family, new(nl, en), "/api/v1/toestemmingsverzoeken");
}
