using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>What all tables are checked against.</summary>
/// <remarks>Rules: rule ids met so far, with the place of the first.</remarks>
internal sealed record CompileSetting(
    FhirTypes Types,
    CategoryBits Categories,
    IReadOnlyDictionary<string, CodeMap> CodeMaps,
    FaultList Faults,
    Dictionary<string, string> Rules);
