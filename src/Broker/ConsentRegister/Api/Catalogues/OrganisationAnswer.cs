using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One organisation that takes part.</summary>
/// <param name="Fg">Where its FG is reached.</param>
public sealed record OrganisationAnswer(string Naam, string Soort, IReadOnlyList<Identified> Nummers, string Fg)
{
    public static OrganisationAnswer Of(Organisation organisation) => new(
        organisation.Name, organisation.Party.Code, [.. organisation.Identifiers.Select(number => new Identified(number.System, number.Value))], organisation.FgContact);
}
