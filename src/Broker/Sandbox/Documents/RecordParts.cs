using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Parts that the three record formats of our own share. Shapes: schemas/sources.</summary>
internal static class RecordParts
{
    /// <summary>The head of a record; the parts are added by its writer.</summary>
    public static JsonObject Head(string format, SandboxRegion region, SandboxChild child, string client, SandboxIdentifier organisation)
    {
        var key = child.SourceKeys[client];

        return new JsonObject
        {
            ["format"] = format,
            ["version"] = "1.0",
            ["subject"] = new JsonObject
            {
                ["identifier"] = Identifier(new SandboxIdentifier(key.System, key.Reveal())),
                ["persoon"] = Person(child.Person),
            },
            ["organisatie"] = new JsonObject { ["identifier"] = Identifier(organisation), ["naam"] = region.Organisation(client).Name },
            ["vastgelegdOp"] = $"{region.Calendar.Today.Iso()}T06:00:00Z",
        };
    }

    public static JsonObject Identifier(SandboxIdentifier identifier) => new() { ["system"] = identifier.System, ["value"] = identifier.Value };

    public static JsonArray ThirdPersons() => DocumentText.Array(new JsonObject
    {
        ["naam"] = NeverTravels.ThirdPerson,
        ["relatie"] = "stiefbroer",
        ["opmerking"] = "Woont sinds de zomer weer thuis.",
    });

    public static JsonObject Period(DateOnly begin, DateOnly end) => new() { ["begin"] = begin.Iso(), ["einde"] = end.Iso() };

    public static JsonArray Needs() => DocumentText.Array(
        new JsonObject { ["id"] = "ob-1", ["omschrijving"] = SchoolText.Need },
        new JsonObject { ["id"] = "ob-2", ["omschrijving"] = "Heeft een rustige plek nodig om te kunnen herstellen na drukte." });

    private static JsonObject Person(SandboxPerson person)
    {
        var name = new JsonObject { ["voornamen"] = person.GivenName, ["roepnaam"] = person.GivenName[..4] };
        if (person.Prefix is not null)
        {
            name["voorvoegsel"] = person.Prefix;
        }

        name["achternaam"] = person.FamilyName;
        name["geboortedatum"] = person.BirthDate.Iso();
        name["geslacht"] = person.IsMale ? "man" : "vrouw";
        return name;
    }
}
