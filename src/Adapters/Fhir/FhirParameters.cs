using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The body of an operation: Parameters, read strictly. What no rule names is refused, never skipped.</summary>
/// <remarks>The bytes pass <see cref="FhirValidator"/> first, so a duplicate key or a wrong type never reaches a caller.</remarks>
public sealed class FhirParameters
{
    private readonly List<FhirParameter> _all = [];
    private readonly List<FhirIssue> _issues = [];

    private FhirParameters()
    {
    }

    /// <summary>None means that the body holds; otherwise there are no parameters to be had.</summary>
    public IReadOnlyList<FhirIssue> Issues => _issues;

    /// <summary>The parameter of this name; null when absent.</summary>
    public FhirParameter? One(string name) => _all.Find(parameter => parameter.Name == name);

    /// <summary>All of this name, in the order of the body.</summary>
    public IReadOnlyList<FhirParameter> All(string name) => _all.FindAll(parameter => parameter.Name == name);

    public static FhirParameters Read(
        ReadOnlyMemory<byte> body, FhirTypes types, FhirLimits limits, IReadOnlyCollection<FhirParameterRule> rules)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(rules);
        var read = new FhirParameters();
        read._issues.AddRange(FhirValidator.Validate(body.Span, types, limits));
        if (read._issues.Count == 0)
        {
            var root = JsonElement.Parse(body.Span, new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
            read.ReadRoot(root, rules.ToDictionary(rule => rule.Name));
        }

        if (read._issues.Count > 0)
        {
            read._all.Clear();
        }

        return read;
    }

    private void ReadRoot(JsonElement root, Dictionary<string, FhirParameterRule> rules)
    {
        if (root.GetProperty("resourceType").GetString() != "Parameters")
        {
            _issues.Add(new(FhirIssueCode.UnknownResource, "", "The body of an operation is a Parameters resource."));
            return;
        }

        // implicitRules changes what all else means, and no rules but R4's are known here (resource.html).
        if (root.TryGetProperty("implicitRules", out _))
        {
            _issues.Add(new(FhirIssueCode.UnknownElement, "Parameters.implicitRules", "No implicit rules are accepted."));
        }

        var index = 0;
        foreach (var parameter in root.TryGetProperty("parameter", out var list) ? list.EnumerateArray() : default)
        {
            ReadOne(parameter, $"Parameters.parameter[{index++}]", rules);
        }

        foreach (var rule in rules.Values)
        {
            CheckCount(rule, _all.Count(parameter => parameter.Name == rule.Name));
        }
    }

    private void ReadOne(JsonElement parameter, string expression, Dictionary<string, FhirParameterRule> rules)
    {
        var name = parameter.TryGetProperty("name", out var text) ? text.GetString() : null;
        if (name is null || !rules.TryGetValue(name, out var rule))
        {
            _issues.Add(new(FhirIssueCode.UnknownElement, expression + ".name", "The operation takes no parameter of this name."));
            return;
        }

        var wanted = rule.Type == "Resource" ? "resource" : "value" + char.ToUpperInvariant(rule.Type[0]) + rule.Type[1..];
        var stray = parameter.EnumerateObject().FirstOrDefault(each => each.Name != "name" && each.Name != "id" && each.Name != wanted);
        if (stray.Value.ValueKind != JsonValueKind.Undefined || !parameter.TryGetProperty(wanted, out var value))
        {
            _issues.Add(new(FhirIssueCode.WrongJsonType, expression, $"Expected {name} with {wanted} and nothing beside."));
            return;
        }

        if (rule.Type != "Resource" && IsLonger(value, rule.LongestText))
        {
            _issues.Add(new(FhirIssueCode.TooLong, $"{expression}.{wanted}", $"A text of {name} has at most {rule.LongestText} characters."));
            return;
        }

        _all.Add(new FhirParameter(name, rule.Type, $"{expression}.{wanted}", value));
    }

    private static bool IsLonger(JsonElement value, int most) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.EnumerateRunes().Count() > most,
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsLonger(member.Value, most)),
        JsonValueKind.Array => value.EnumerateArray().Any(item => IsLonger(item, most)),
        _ => false,
    };

    private void CheckCount(FhirParameterRule rule, int count)
    {
        if (count < rule.Min && _issues.Count == 0)
        {
            _issues.Add(new(FhirIssueCode.Missing, "Parameters.parameter", $"Parameter {rule.Name} is missing."));
        }

        if (rule.Max >= 0 && count > rule.Max)
        {
            _issues.Add(new(FhirIssueCode.TooMany, "Parameters.parameter", $"At most {rule.Max} of parameter {rule.Name}."));
        }
    }
}
