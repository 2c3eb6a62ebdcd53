using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Exchange;

/// <summary>The folder <c>schemas</c>: what people of the field read and change. Read once at start; a fault ends the start with the file and row.</summary>
public sealed class SchemaFolder(string path)
{
    public string Root { get; } = path;

    /// <exception cref="PolicyFaultsException">Lists every fault of the policy.</exception>
    public Policy ReadPolicy() => Policy.Parse(new PolicyTexts(
        Text("policy", "matrix.json"), Text("policy", "purposes.json"), Text("policy", "roles.json"), Text("policy", "categories.json"), Text("policy", "party-types.json")));

    public FhirTypes ReadFhirTypes() => FhirTypes.Load(Text("fhir", "r4-types.txt"));

    /// <exception cref="Adapters.Mapping.Tables.MappingFaultsException">Lists every fault of every table.</exception>
    public MappingCatalogue ReadMappings() => MappingFolder.Load(Root);

    private string Text(string folder, string file) => File.ReadAllText(Path.Combine(Root, folder, file));
}
