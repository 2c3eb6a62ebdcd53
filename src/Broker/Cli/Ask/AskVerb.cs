using System.CommandLine;
using System.Text;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Cli.Ask;

/// <summary>The verb <c>ask</c>: plays a sandbox partner from token to answer, over real HTTP. Prints the Bundle or the OperationOutcome.</summary>
internal static class AskVerb
{
    public static Command Command()
    {
        var client = new Option<string>("--as") { Description = "the client that asks, such as swv-oost", Required = true };
        var child = new Option<string>("--child") { Description = "the child, 1 to 12", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "such as TLV_AANVRAAG", Required = true };
        var role = new Option<string>("--role") { Description = "such as IB", Required = true };
        var categories = new Option<string[]>("--category") { Description = "a category; repeat for more; none asks all of the row" };
        var sources = new Option<string[]>("--source") { Description = "a source by client name; repeat for more; none asks all" };
        var requests = new Option<string[]>("--request") { Description = "the reference of a record that opens a gate" };
        var emergency = new Option<string?>("--emergency") { Description = "makes it an emergency, with this justification" };
        var command = new Command("ask", "play a partner: token, proof of possession, one $kind-dossier") { client, child, purpose, role, categories, sources, requests, emergency };
        var place = SandboxPlace.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(
            place(parsed),
            new Question(
                parsed.GetRequiredValue(client), parsed.GetRequiredValue(child), parsed.GetRequiredValue(purpose), parsed.GetRequiredValue(role),
                parsed.GetValue(categories) ?? [], parsed.GetValue(sources) ?? [], parsed.GetValue(requests) ?? [], parsed.GetValue(emergency)),
            Console.Out, Console.Error, ct));
        return command;
    }

    internal static async Task<int> RunAsync(SandboxPlace place, Question question, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        if (SandboxFamilies.Read(place.DataPath) is not { } families || new SandboxKeys(place.DataPath).Read(question.Client) is not { } key)
        {
            await errors.WriteLineAsync($"No sandbox client {question.Client} in {Path.Combine("data", "sandbox")}. Start the sandbox first; its clients stand in families.json.");
            return ExitCodes.BadUsage;
        }

        if (families.NumberOf(question.Child, question.Client) is not { } subject)
        {
            await errors.WriteLineAsync("No such child for this client; families.json lists children 1 to 12.");
            return ExitCodes.BadUsage;
        }

        var sources = question.Sources.Select(source => families.IdentifierOf(source) ?? new SandboxIdentifier("unknown", source)).ToList();
        var body = QuestionBody.Write(new QuestionText(
            subject, question.Purpose, question.Role, families.ProfessionalOf(question.Client, question.Role) ?? $"{question.Client}-unregistered",
            question.Categories, sources, [.. question.Requests.Select(reference => new SandboxIdentifier(Systems.SchoolRequest, reference))], question.Emergency));
        try
        {
            using var http = new HttpClient();
            var partner = new SandboxClient(http, question.Client, key, place.Broker);
            using var content = new StringContent(body, Encoding.UTF8, "application/fhir+json");
            using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", content, await partner.TokenAsync(ct), ct);
            await output.WriteLineAsync(Pretty.Json(await answer.Content.ReadAsStringAsync(ct)));
            return answer.IsSuccessStatusCode ? ExitCodes.Good : ExitCodes.Finding;
        }
        catch (HttpRequestException fault)
        {
            await errors.WriteLineAsync($"{fault.Message} (is the broker running at {place.Broker}?)");
            return ExitCodes.Finding;
        }
    }

    internal sealed record Question(string Client, string Child, string Purpose, string Role, string[] Categories, string[] Sources, string[] Requests, string? Emergency);
}
