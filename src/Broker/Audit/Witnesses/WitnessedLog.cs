using System.Globalization;
using System.Net;
using System.Text;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Asks one witness to cosign this log's newest checkpoint, and keeps its signature line when it holds.</summary>
public sealed class WitnessedLog(BrokerDatabase database, LogProofs proofs, PublishedCheckpoint published, TimeProvider clock)
{
    private const int LargestAnswer = 64 * 1024;

    private readonly Cosignatures _cosignatures = new(database);

    /// <param name="http">Its base address is the witness's submission prefix, with a slash at the end.</param>
    /// <param name="witness">From outside: lines of any other key are ignored.</param>
    public async Task<WitnessAnswer> AskAsync(HttpClient http, WitnessKey witness, CancellationToken ct)
    {
        var note = await proofs.LatestAsync(ct);
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint) || checkpoint.Size == 0)
        {
            return WitnessAnswer.NothingToSign;
        }

        await published.KeepAsync(note, ct);
        var old = await _cosignatures.LastAsync(witness.Name, ct);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var proof = old == 0 ? [] : await proofs.ConsistencyAsync(old, checkpoint.Size, ct);
            if (proof is null)
            {
                return WitnessAnswer.Disagrees;   // it has cosigned more than this log holds
            }

            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(new AddCheckpoint(old, proof, note).ToText()));
            using var answer = await http.PostAsync(new Uri("add-checkpoint", UriKind.Relative), content, ct);
            if (answer.Content.Headers.ContentLength > LargestAnswer)
            {
                return WitnessAnswer.Silent;
            }

            var body = await answer.Content.ReadAsStringAsync(ct);
            if (answer.StatusCode == HttpStatusCode.Conflict && long.TryParse(body.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size != old)
            {
                old = size;
                continue;
            }

            return answer.StatusCode switch
            {
                HttpStatusCode.OK => await KeepAsync(checkpoint, signed.Text, body, witness, ct),
                HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity => WitnessAnswer.Disagrees,
                _ => WitnessAnswer.Refuses,
            };
        }

        return WitnessAnswer.Refuses;
    }

    private async Task<WitnessAnswer> KeepAsync(Checkpoint checkpoint, string text, string lines, WitnessKey witness, CancellationToken ct)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (SignedNote.TryParse($"{text}\n{line}\n", out var cosigned) && Cosignature.SignedAt(cosigned, witness) is not null)
            {
                await _cosignatures.KeepAsync(checkpoint.Size, witness.Name, line + "\n", clock.GetUtcNow(), ct);
                return WitnessAnswer.Cosigned;
            }
        }

        return WitnessAnswer.Refuses;
    }
}
