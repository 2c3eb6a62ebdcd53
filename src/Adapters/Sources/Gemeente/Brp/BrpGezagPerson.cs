namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>Reads one person with gezag. v1 gives a BSN alone; v2 a name, and a BSN when the person is in the BRP.</summary>
internal static class BrpGezagPerson
{
    private static readonly string[] NameParts = ["voornamen", "voorvoegsel", "geslachtsnaam"];

    public static BrpGezagHolder Parent(BrpPart person) => Known(person, BrpGezagHolderRole.Ouder);

    /// <summary>Someone who holds gezag together with a parent: known, or not known to the BRP.</summary>
    public static BrpGezagHolder ThirdPerson(BrpPart person)
    {
        var type = person.Required("type");
        return type.Text() switch
        {
            "BekendeDerde" => Known(person, BrpGezagHolderRole.Derde),
            "OnbekendeDerde" => new(BrpGezagHolderRole.Derde, null, null),
            _ => throw type.Fault(BrpGezagFault.UnknownType),
        };
    }

    /// <summary>A voogd is always a known person; an organisation is not in the list.</summary>
    public static BrpGezagHolder Guardian(BrpPart person)
    {
        var type = person.Required("type");
        return type.Text() is "BekendeDerde" ? Known(person, BrpGezagHolderRole.Voogd) : throw type.Fault(BrpGezagFault.UnknownType);
    }

    private static BrpGezagHolder Known(BrpPart person, BrpGezagHolderRole role)
    {
        var bsn = person.Optional("burgerservicenummer")?.Bsn();
        var name = person.Optional("naam") is { } parts ? Name(parts) : null;
        return bsn is not null || name is not null ? new(role, bsn, name) : throw person.Fault(BrpGezagFault.WrongShape);
    }

    private static string? Name(BrpPart name)
    {
        var parts = NameParts.Select(part => name.Optional(part)?.Text()).Where(part => !string.IsNullOrEmpty(part)).ToList();
        return parts.Count > 0 ? string.Join(' ', parts) : null;
    }
}
