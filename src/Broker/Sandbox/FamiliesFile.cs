using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Writes data/sandbox/families.json: what a script needs to ask as a sandbox partner.</summary>
/// <remarks>
/// <para>Shape (schemas/sources/families.schema.json): <c>{format, version, today, clients{client}, children{reference}}</c>.</para>
/// <para>A client: <c>{partyType, name, identifier{system, value}, identifiers[], source, fg, professionals[{id, role}]}</c>.</para>
/// <para>A child: <c>{birthDate, shape, holders[], personas[{id, relation, gezag}], school, registeredAt, gemeente, swv,
/// identifiers{client: {system, value}}, requests[{reference{system, value}, purpose, school, swv}]}</c>; the identifier is what that client
/// puts in <c>subject</c>.</para>
/// </remarks>
public static class FamiliesFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Replaces the file as a whole; a reader never sees half of it.</summary>
    public static async Task WriteAsync(SandboxRegion region, string path, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var half = path + ".new";
        await File.WriteAllTextAsync(half, Text(region), ct);
        File.Move(half, path, overwrite: true);
    }

    /// <summary>The content of the file; the same for the same region.</summary>
    public static string Text(SandboxRegion region) => new JsonObject
    {
        ["format"] = "zioexchange-families",
        ["version"] = "1.0",
        ["today"] = region.Calendar.Today.Iso(),
        ["clients"] = new JsonObject(region.Organisations.Select(organisation => KeyValuePair.Create(organisation.Client, (JsonNode?)Client(organisation)))),
        ["children"] = new JsonObject(region.Children.Select(child => KeyValuePair.Create(child.Reference, (JsonNode?)Child(child)))),
    }.ToJsonString(Options) + "\n";

    private static JsonObject Client(SandboxOrganisation organisation) => new()
    {
        ["partyType"] = organisation.PartyType.Code,
        ["name"] = organisation.Name,
        ["identifier"] = RecordParts.Identifier(organisation.Identifier),
        ["identifiers"] = new JsonArray([.. organisation.Identifiers.Select(RecordParts.Identifier)]),
        ["source"] = organisation.Source?.ToString().ToLowerInvariant(),
        ["fg"] = organisation.FgMailbox,
        ["professionals"] = new JsonArray([.. organisation.Professionals.Select(professional => new JsonObject { ["id"] = professional.Id, ["role"] = professional.Role })]),
    };

    private static JsonObject Child(SandboxChild child) => new()
    {
        ["birthDate"] = child.Person.BirthDate.Iso(),
        ["shape"] = child.Shape,
        ["holders"] = new JsonArray([.. child.Holders.Select(holder => JsonValue.Create(holder))]),
        ["personas"] = new JsonArray([.. child.Family.Append(child.Person).Select(person => Persona(child, person))]),
        ["school"] = child.Facts.School.Value.School,
        ["registeredAt"] = child.Facts.School.Value.RegisteredAt,
        ["gemeente"] = child.Facts.Residence.Value,
        ["swv"] = child.Swv,
        ["identifiers"] = new JsonObject(child.Identifiers.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)RecordParts.Identifier(entry.Value)))),
        ["requests"] = new JsonArray([.. child.Requests.Select(Request)]),
    };

    private static JsonObject Persona(SandboxChild child, SandboxPerson person) => new()
    {
        ["id"] = person.Persona,
        ["relation"] = person.Relation == "kind" ? "jeugdige" : person.Relation,
        ["gezag"] = child.Facts.Authority.FirstOrDefault(line => line.Value.Person == person.Persona)?.Value.Gezag,
    };

    private static JsonObject Request(SandboxRequest request) => new()
    {
        ["reference"] = RecordParts.Identifier(request.Reference),
        ["purpose"] = request.Purpose,
        ["school"] = request.School,
        ["swv"] = request.Swv,
    };
}
