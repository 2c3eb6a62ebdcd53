using System.Text;

namespace ZioExchange.Broker.Sandbox;

/// <summary>What the broker prints when the sandbox runs: where it is, who can sign in, and requests to copy.</summary>
internal static class SandboxAnnouncement
{
    private const string Run = "dotnet run --no-build --project src/Broker --";

    public static string Text(SandboxRegion region, string address)
    {
        var child = region.Child("1");
        var swv = child.Identifiers["swv-oost"];
        var request = child.Requests.First(request => request.Purpose == "TLV_AANVRAAG");
        var text = new StringBuilder();
        text.AppendLine($"ZioExchange sandbox: {address}  (synthetic people only)");
        text.AppendLine($"  pages      {address}/            {address}/inloggen to choose a person");
        text.AppendLine($"  API        {address}/fhir/Patient/$kind-dossier   {address}/.well-known/smart-configuration");
        text.AppendLine($"  log        {address}/log/checkpoint   {address}/health/ready");
        text.AppendLine("  files      data/sandbox/families.json, data/sandbox/clients/*.jwk, data/log.vkey");
        text.AppendLine("  personas   " + string.Join(", ", region.Children.SelectMany(each => each.Family.Append(each.Person)).Select(person => person.Persona).Take(12)) + ", ...");
        text.AppendLine();
        text.AppendLine("An SWV gets what the law allows of the school's dossier:");
        text.AppendLine($"  {Run} ask --as swv-oost --child 1 --purpose TLV_AANVRAAG --role ORTHOPEDAGOOG_SWV --request {request.Reference.Value}");
        text.AppendLine("A school gets the schedule of care that the family agreed to:");
        text.AppendLine($"  {Run} ask --as school-so --child 1 --purpose WLZ_ZIO --role IB --source zorgaanbieder");
        text.AppendLine("Refused, with its reason (no request of the school):");
        text.AppendLine($"  {Run} ask --as swv-oost --child 1 --purpose TLV_AANVRAAG --role ORTHOPEDAGOOG_SWV");
        text.AppendLine();
        text.AppendLine("The first with curl:");
        text.AppendLine($"  TOKEN=$({Run} token --as swv-oost)");
        text.AppendLine($"  PROOF=$({Run} token --as swv-oost --dpop POST '{address}/fhir/Patient/$kind-dossier')");
        text.AppendLine($"  curl -s '{address}/fhir/Patient/$kind-dossier' -H \"Authorization: DPoP $TOKEN\" -H \"DPoP: $PROOF\" -H 'Content-Type: application/fhir+json' -d '{Body(swv, request.Reference, region)}'");
        return text.ToString();
    }

    private static string Body(SandboxIdentifier subject, SandboxIdentifier request, SandboxRegion region)
    {
        var professional = region.Organisation("swv-oost").Professionals.First(person => person.Role == "ORTHOPEDAGOOG_SWV");
        return QuestionBody.Write(new QuestionText(subject, "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", professional.Id, [], [], [request], null));
    }
}
