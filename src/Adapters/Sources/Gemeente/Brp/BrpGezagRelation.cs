namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>Reads one gezagsrelatie by its discriminator <c>type</c>.</summary>
internal static class BrpGezagRelation
{
    // Longest toelichting in the specification.
    private const int MaxExplanation = 400;

    public static BrpGezag Read(BrpPart relation)
    {
        var kind = Kind(relation.Required("type"));
        var child = relation.Required("minderjarige").Required("burgerservicenummer").Bsn();
        var doubtful = relation.Optional("inOnderzoek")?.Boolean() ?? false;

        return new(kind, child, [.. Holders(kind, relation)], doubtful, Explanation(relation));
    }

    private static BrpGezagKind Kind(BrpPart type) => type.Text() switch
    {
        "GezamenlijkOuderlijkGezag" or "TweehoofdigOuderlijkGezag" => BrpGezagKind.GezamenlijkOuderlijkGezag,
        "EenhoofdigOuderlijkGezag" => BrpGezagKind.EenhoofdigOuderlijkGezag,
        "GezamenlijkGezag" => BrpGezagKind.GezamenlijkGezag,
        "Voogdij" => BrpGezagKind.Voogdij,
        "TijdelijkGeenGezag" => BrpGezagKind.TijdelijkGeenGezag,
        "GezagNietTeBepalen" => BrpGezagKind.GezagNietTeBepalen,
        _ => throw type.Fault(BrpGezagFault.UnknownType),
    };

    private static List<BrpGezagHolder> Holders(BrpGezagKind kind, BrpPart relation) => kind switch
    {
        BrpGezagKind.GezamenlijkOuderlijkGezag => Persons(relation.Required("ouders"), BrpGezagHolderRole.Ouder, 2, 2),
        BrpGezagKind.EenhoofdigOuderlijkGezag => [BrpGezagPerson.Parent(relation.Required("ouder"))],
        BrpGezagKind.GezamenlijkGezag => [BrpGezagPerson.Parent(relation.Required("ouder")), BrpGezagPerson.ThirdPerson(relation.Required("derde"))],
        BrpGezagKind.Voogdij => relation.Optional("derden") is { } persons ? Persons(persons, BrpGezagHolderRole.Voogd, 0, 2) : [],
        _ => [],
    };

    private static List<BrpGezagHolder> Persons(BrpPart list, BrpGezagHolderRole role, int least, int most)
    {
        var items = list.Items(BrpGezagFault.WrongShape).ToList();
        if (items.Count < least || items.Count > most)
        {
            throw list.Fault(BrpGezagFault.WrongShape);
        }

        List<BrpGezagHolder> holders =
            [.. items.Select(item => role is BrpGezagHolderRole.Ouder ? BrpGezagPerson.Parent(item) : BrpGezagPerson.Guardian(item))];

        // The same person twice is one holder too few.
        return holders.Where(holder => holder.IsKnown).GroupBy(holder => holder.Bsn).All(group => group.Count() == 1)
            ? holders
            : throw list.Fault(BrpGezagFault.WrongShape);
    }

    private static string? Explanation(BrpPart relation) =>
        relation.Optional("toelichting") is not { } text ? null
        : text.Text() is { Length: <= MaxExplanation } read ? read
        : throw text.Fault(BrpGezagFault.WrongShape);
}
