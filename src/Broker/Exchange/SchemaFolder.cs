using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Exchange;

/// <summary>The folder <c>schemas</c>: what people of the field read and change. Read once at start; a fault ends the start with the file and row.</summary>
public sealed class SchemaFolder(string path)
{
    public string Root { get; } = path;

    /// <exception cref="PolicyFaultsException">Lists every fault of the policy.</exception>
    public Policy ReadPolicy() => PolicyFolder.Read(Path.Combine(Root, "policy"));

    public FhirTypes ReadFhirTypes() => FhirTypes.Load(File.ReadAllText(Path.Combine(Root, "fhir", "r4-types.txt")));

    /// <exception cref="Adapters.Mapping.Tables.MappingFaultsException">Lists every fault of every table.</exception>
    public MappingCatalogue ReadMappings() => MappingFolder.Load(Root);
}
