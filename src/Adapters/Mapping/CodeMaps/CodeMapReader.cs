using System.Text.Json;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.CodeMaps;

/// <summary>Reads ConceptMap JSON. Other resources in the same folder are passed over.</summary>
internal static class CodeMapReader
{
    private static readonly HashSet<string> Equivalences =
    [
        "relatedto", "equivalent", "equal", "wider", "subsumes", "narrower", "specializes", "inexact", "unmatched", "disjoint",
    ];

    public static void Read(string file, string text, Dictionary<string, CodeMap> maps, FaultList faults)
    {
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            if (json.RootElement.ValueKind == JsonValueKind.Object && Text(json.RootElement, "resourceType") == "ConceptMap")
            {
                Read(file, json.RootElement, maps, faults);
            }
        }
        catch (JsonException fault)
        {
            faults.Add(file, (int)(fault.LineNumber ?? -1) + 1, "The file is not JSON.", "Correct it; the reader stopped here.");
        }
        catch (InvalidOperationException)
        {
            faults.Add(file, 0, "The ConceptMap does not have the shape that FHIR R4 gives it.", "Compare it with another map in schemas/fhir.");
        }
    }

    private static void Read(string file, JsonElement map, Dictionary<string, CodeMap> maps, FaultList faults)
    {
        var id = Text(map, "id");
        if (id is null)
        {
            faults.Add(file, 0, "The ConceptMap has no id.", "Give it the id that tables use in the column codemap.");
            return;
        }

        var entries = new Dictionary<string, CodeMapEntry>(StringComparer.Ordinal);
        string? open = null;
        foreach (var group in Items(map, "group"))
        {
            if (Text(group, "source") is not { } source)
            {
                faults.Add(file, 0, $"A group of {id} has no source system.", "Add group.source: the code system of the source codes.");
                continue;
            }

            if (group.TryGetProperty("unmapped", out var unmapped) && Text(unmapped, "mode") == "provided")
            {
                open = source;
            }

            AddGroup(file, id, source, group, entries, faults);
        }

        if (entries.Count == 0 && open is null)
        {
            faults.Add(file, 0, $"The ConceptMap {id} holds no codes.", "Add group.element for every code of the source list.");
        }

        if (!maps.TryAdd(id, new CodeMap(id, open, entries.Values)))
        {
            faults.Add(file, 0, $"The id {id} is used by two ConceptMaps.", "Give each map its own id.");
        }
    }

    private static void AddGroup(
        string file, string id, string source, JsonElement group, Dictionary<string, CodeMapEntry> entries, FaultList faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var system = Text(group, "target");
        foreach (var element in Items(group, "element"))
        {
            var code = Text(element, "code");
            if (string.IsNullOrEmpty(code) || !seen.Add(code))
            {
                faults.Add(file, 0, $"A group of {id} has an element without code or names {code} twice.", "Every code stands once in a group.");
                continue;
            }

            var targets = Targets(file, id, system, element, faults);
            var entry = entries.GetValueOrDefault(code) ?? new(source, code, Text(element, "display"), [], false);
            if (entry.System != source)
            {
                faults.Add(file, 0, $"{id} holds code {code} of two source systems.", "Use one map per source list.");
            }

            entries[code] = entry with { Targets = [.. entry.Targets, .. targets.Take(1)], IsAmbiguous = entry.IsAmbiguous || targets.Count > 1 };
        }
    }

    private static List<CodeMapTarget> Targets(string file, string id, string? system, JsonElement element, FaultList faults)
    {
        var targets = new List<CodeMapTarget>();
        foreach (var target in Items(element, "target"))
        {
            var equivalence = Text(target, "equivalence");
            if (equivalence is null || !Equivalences.Contains(equivalence))
            {
                faults.Add(file, 0, $"{id} has a target without a known equivalence.", $"Use one of {string.Join(", ", Equivalences)}.");
            }
            else if (equivalence is not ("unmatched" or "disjoint") && Text(target, "code") is { } code)
            {
                if (system is null)
                {
                    faults.Add(file, 0, $"A group of {id} has targets and no target system.", "Add group.target: the canonical code system.");
                }

                targets.Add(new(system ?? "", code, Text(target, "display")));
            }
        }

        return targets;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? [.. value.EnumerateArray()] : [];
}
