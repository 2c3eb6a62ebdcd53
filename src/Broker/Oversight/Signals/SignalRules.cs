using System.Text.Json;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>The rules of schemas/oversight/signals.json, each with the code that runs it.</summary>
/// <param name="TunedWithSeeds">Seeds of the made-up months with which the thresholds were set; a proof must use others.</param>
/// <param name="Needs">Rules that are off at an organisation until it supplied what they need.</param>
public sealed record SignalRules(string Version, string Source, IReadOnlyList<int> TunedWithSeeds, IReadOnlyList<SignalRule> Rules, IReadOnlyList<SilentRule> Needs)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    /// <exception cref="ConfigurationFaultException">The file cannot be read, or names a rule that this program does not have, or leaves one out.</exception>
    public static SignalRules Read(string schemas)
    {
        var path = Path.Combine(schemas, "oversight", "signals.json");
        try
        {
            var rules = JsonSerializer.Deserialize<SignalRules>(File.ReadAllBytes(path), Shape)!;
            var faults = rules.Rules.Select(rule => rule.Id).Except(SignalEngine.Known).Select(id => $"{path}: no rule is called {id}.")
                .Concat(SignalEngine.Known.Except(rules.Rules.Select(rule => rule.Id)).Select(id => $"{path}: rule {id} is missing."))
                .Concat(rules.Rules.Where(rule => rule.Threshold < 0 || rule.Step < 1 || rule.Most < rule.Threshold || rule.Window < 0).Select(rule => $"{path}: the numbers of {rule.Id} do not fit."))
                .ToList();
            return faults.Count == 0 ? rules : throw new ConfigurationFaultException(faults);
        }
        catch (JsonException fault)
        {
            throw new ConfigurationFaultException([$"{path} cannot be read: {fault.Message}"]);
        }
    }

    public SignalRule Of(string id) => Rules.First(rule => rule.Id == id);
}
