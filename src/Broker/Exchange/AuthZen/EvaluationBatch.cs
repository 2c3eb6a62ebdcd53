using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>Several questions in one request (AuthZEN 1.0 section 6): members of the whole are defaults for each; the semantic says when to stop.</summary>
internal sealed class EvaluationBatch
{
    private const int MostQuestions = 50;
    private static readonly string[] Parts = ["subject", "action", "resource", "context"];

    private readonly IReadOnlyList<JsonElement> _questions;
    private readonly bool? _stopAt;
    private readonly bool _isSingle;

    private EvaluationBatch(IReadOnlyList<JsonElement> questions, bool? stopAt, bool isSingle) => (_questions, _stopAt, _isSingle) = (questions, stopAt, isSingle);

    /// <returns>Null with faults when the whole cannot be read; a fault in one question is that question's own answer.</returns>
    public static EvaluationBatch? Read(JsonElement body, out IReadOnlyList<FieldFault> faults)
    {
        faults = [];
        if (body.ValueKind != JsonValueKind.Object)
        {
            faults = [new FieldFault(string.Empty, "BAD_REQUEST", "One JSON object.")];
            return null;
        }

        if (!body.TryGetProperty("evaluations", out var list) || (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0))
        {
            faults = EvaluationReader.Read(body).Faults;
            return faults.Count == 0 ? new EvaluationBatch([body], null, isSingle: true) : null;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostQuestions || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            faults = [new FieldFault("/evaluations", "BAD_REQUEST", $"At most {MostQuestions} objects.")];
            return null;
        }

        bool? stopAt = Semantic(body) switch { "execute_all" => null, "deny_on_first_deny" => false, "permit_on_first_permit" => true, _ => throw new JsonException() };
        return new EvaluationBatch([.. list.EnumerateArray().Select(item => WithDefaults(body, item))], stopAt, isSingle: false);
    }

    /// <summary>How many questions are in it.</summary>
    public int Count => _questions.Count;

    public async Task<object> RunAsync(Evaluation evaluation, Caller caller, CancellationToken ct)
    {
        var answers = new List<EvaluationAnswer>();
        foreach (var question in _questions)
        {
            var read = EvaluationReader.Read(question);
            var answer = read.Question is { } good ? await evaluation.RunAsync(caller, good, ct) : Evaluation.Refused(FaultReasons.BadRequest, "Mend " + string.Join(", ", read.Faults.Select(fault => fault.Path)) + ".");
            answers.Add(answer);
            if (answer.Decision == _stopAt)
            {
                break;
            }
        }

        return _isSingle ? answers[0] : new Answer(answers);
    }

    private static string Semantic(JsonElement body) =>
        body.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object && options.TryGetProperty("evaluations_semantic", out var semantic)
            ? semantic.ValueKind == JsonValueKind.String ? semantic.GetString()! : string.Empty
            : "execute_all";

    private static JsonElement WithDefaults(JsonElement body, JsonElement item)
    {
        var whole = new Dictionary<string, JsonElement>();
        foreach (var part in Parts)
        {
            if (item.TryGetProperty(part, out var own) || body.TryGetProperty(part, out own))
            {
                whole[part] = own;
            }
        }

        return JsonSerializer.SerializeToElement(whole);
    }

    private sealed record Answer(IReadOnlyList<EvaluationAnswer> Evaluations);
}
