using System.Globalization;
using System.Text.Json.Nodes;
using static ZioExchange.Broker.Sandbox.Documents.DocumentText;
using static ZioExchange.Broker.Sandbox.Documents.IndicatieDocument;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The part Client of an indication: the child, its contact data, and who stands beside it.</summary>
internal static class IndicatieClient
{
    public static JsonObject Of(SandboxRegion region, SandboxChild child)
    {
        var client = Name(child.Person);
        client["clientID"] = Id(child, "client");
        client["bsn"] = child.Person.Bsn;
        client["geheimeClient"] = child.Person.Address.IsSecret ? "1" : "2";
        client["roepnaam"] = child.Person.GivenName[..4];
        client["commentaar"] = NeverTravels.FreeText;
        client["contactPersoon"] = new JsonArray([.. child.Family.Select((adult, index) => Contact(region, child, adult, index + 1))]);
        client["contactGegevens"] = Array(Details(region, child, child.Person, "eigen"));
        return client;
    }

    private static JsonObject Contact(SandboxRegion region, SandboxChild child, SandboxPerson adult, int order)
    {
        var contact = Name(adult);
        contact["contactPersoonID"] = Id(child, $"contact-{order}");
        contact["clientID"] = Id(child, "client");
        contact["relatieNummer"] = order.ToString(CultureInfo.InvariantCulture);
        contact["volgorde"] = order;
        contact["soortRelatie"] = adult.Relation == "ouder" ? "10" : "11";
        contact["ingangsdatum"] = child.Person.BirthDate.Iso();
        contact["einddatum"] = null;
        contact["contactGegevens"] = Array(Details(region, child, adult, $"contact-{order}"));
        return contact;
    }

    private static JsonObject Name(SandboxPerson person) => new()
    {
        ["geboorteDatum"] = person.BirthDate.Iso(),
        ["geslacht"] = person.IsMale ? "1" : "2",   // COD046: 1 man, 2 vrouw
        ["geslachtsnaam"] = person.FamilyName,
        ["voorvoegselGeslachtsnaam"] = person.Prefix,
        ["voornamen"] = person.GivenName,
        ["voorletters"] = person.GivenName[..1],
        ["naamGebruik"] = "1",
    };

    private static JsonObject Details(SandboxRegion region, SandboxChild child, SandboxPerson person, string part)
    {
        var since = region.Calendar.YearStart.AddYears(-3).Iso();

        return new JsonObject
        {
            ["contactGegevensID"] = Id(child, $"{part}-gegevens"),
            ["adres"] = new JsonObject
            {
                ["adresID"] = Id(child, $"{part}-adres"),
                ["adresSoort"] = "01",
                ["straatnaam"] = person.Address.Street,
                ["huisnummer"] = person.Address.Number,
                ["postcode"] = person.Address.Postcode,
                ["plaatsnaam"] = person.Address.Town,
                ["landCode"] = "NL",
                ["ingangsdatum"] = since,
                ["einddatum"] = null,
            },
            ["telefoon"] = new JsonObject
            {
                ["telefoonID"] = Id(child, $"{part}-telefoon"),
                ["telefoonnummer"] = person.Phone,
                ["landnummer"] = "0031",
                ["ingangsdatum"] = since,
                ["einddatum"] = null,
            },
            ["email"] = new JsonObject
            {
                ["emailID"] = Id(child, $"{part}-mail"),
                ["emailadres"] = person.Email,
                ["ingangsdatum"] = since,
                ["einddatum"] = null,
            },
        };
    }
}
