using System.Text.Json;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>The sampling plan as data (schemas/oversight/sampling.json): how much at random, how much by risk.</summary>
/// <param name="OfficeFrom">First hour of the Dutch clock that counts as office time; <paramref name="OfficeUntil"/> is the first that does not.</param>
/// <param name="DueDays">Days to review; break-glass is due by the first working day instead (R-BG-3).</param>
public sealed record SamplingPlan(
    string Version, string Source, int RandomPercent, int RandomAtLeast, int OfficeFrom, int OfficeUntil, int DueDays, IReadOnlyList<SamplingRisk> Risks)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    /// <exception cref="ConfigurationFaultException">The file is not a sampling plan, or leaves out a risk that law demands in full.</exception>
    public static SamplingPlan Read(string schemas)
    {
        var path = Path.Combine(schemas, "oversight", "sampling.json");
        try
        {
            var plan = JsonSerializer.Deserialize<SamplingPlan>(File.ReadAllBytes(path), Shape)!;
            return plan.PercentOf("BREAK_GLASS") == 100
                ? plan
                : throw new ConfigurationFaultException([$"{path}: every broken glass is reviewed, so BREAK_GLASS must stand at 100 percent."]);
        }
        catch (JsonException fault)
        {
            throw new ConfigurationFaultException([$"{path} cannot be read: {fault.Message}"]);
        }
    }

    public int PercentOf(string risk) => Risks.FirstOrDefault(known => known.Code == risk)?.Percent ?? 0;
}
