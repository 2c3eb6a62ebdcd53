namespace ZioExchange.Consent.Authority;

/// <summary>What a person is to the child. A pleegouder without voogdij is a <see cref="Derde"/> without gezag; a pleegoudervoogd is a <see cref="Voogd"/>.</summary>
public enum Relation
{
    Ouder,
    Voogd,
    Derde,
    GecertificeerdeInstelling,
    BijzondereCurator,
}
