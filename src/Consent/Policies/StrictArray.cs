using System.Text.Json;

namespace ZioExchange.Consent.Policies;

/// <summary>Reads one policy file: a JSON array of objects, duplicate names refused.</summary>
internal static class StrictArray
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static IReadOnlyList<StrictRecord> Read(string file, string text, string keyField, List<string> faults)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            faults.Add($"{file}: not valid JSON near line {exception.LineNumber + 1}; repair the file.");
            return [];
        }

        if (root.ValueKind is not JsonValueKind.Array)
        {
            faults.Add($"{file}: must be an array of objects.");
            return [];
        }

        var records = new List<StrictRecord>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in root.EnumerateArray())
        {
            var label = $"{file} row {records.Count + 1}";
            if (item.ValueKind is not JsonValueKind.Object)
            {
                faults.Add($"{label}: must be an object.");
                continue;
            }

            if (item.TryGetProperty(keyField, out var key) && key.ValueKind is JsonValueKind.String)
            {
                label = $"{file} {key.GetString()}";
                if (!keys.Add(key.GetString()!))
                {
                    faults.Add($"{label}: '{keyField}' stands here twice; keep one.");
                }
            }

            records.Add(new(label, item, faults));
        }

        return records;
    }
}
