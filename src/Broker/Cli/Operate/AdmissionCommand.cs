using System.CommandLine;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory.Admissions;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verbs <c>organisations draw</c>, <c>sign</c> and <c>admit</c>: how an organisation comes to take part. Two people of the operator and the organisation sign one file.</summary>
internal static class AdmissionCommand
{
    public static Command Command()
    {
        var file = new Argument<string>("FILE") { Description = "the admission; - is standard input" };
        var key = new Option<FileInfo>("--key") { Description = "file with the private JWK of who signs", Required = true };
        var draw = new Command("draw", "make the file to sign of an admission that was written down; to standard output") { file };
        draw.SetAction(async (parsed, ct) => await WriteAsync(async () =>
        {
            var signed = SignedAdmission.Of(await ReadAsync(parsed.GetRequiredValue(file), ct));
            _ = signed.Open();
            return signed;
        }));
        var sign = new Command("sign", "add a signature; to standard output") { file, key };
        sign.SetAction(async (parsed, ct) => await WriteAsync(async () =>
        {
            var pair = new JsonWebKey(await File.ReadAllTextAsync(parsed.GetRequiredValue(key).FullName, ct));
            if (!pair.HasPrivateKey)
            {
                throw new ArgumentException("No private key.");
            }

            pair.Kid ??= Base64UrlEncoder.Encode(pair.ComputeJwkThumbprint());
            return SignedAdmission.Read(await ReadAsync(parsed.GetRequiredValue(file), ct)).SignedBy(pair);
        }));
        var admit = new Command("admit", "check the signatures and make the directory so") { file };
        admit.SetAction(async (parsed, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            try
            {
                await app.Services.GetRequiredService<AdmissionOffice>().AdmitAsync(SignedAdmission.Read(await ReadAsync(parsed.GetRequiredValue(file), ct)), ct);
                return ExitCodes.Good;
            }
            catch (AdmissionFaultException faults)
            {
                await Console.Error.WriteLineAsync(faults.Message);
                return ExitCodes.BadInput;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync("The file is not there.");
                return ExitCodes.BadInput;
            }
            catch (AuditUnavailableException)
            {
                await Console.Error.WriteLineAsync("The log cannot write; nothing was changed.");
                return ExitCodes.Finding;
            }
        });
        return new Command("organisations", "who takes part") { draw, sign, admit, SourceAddressCommand.List(), SourceAddressCommand.Source() };
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        if (file != "-")
        {
            return await File.ReadAllBytesAsync(file, ct);
        }

        await using var input = Console.OpenStandardInput();
        using var text = new MemoryStream();
        await input.CopyToAsync(text, ct);
        return text.ToArray();
    }

    private static async Task<int> WriteAsync(Func<Task<SignedAdmission>> make)
    {
        try
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await make(), BrokerJson.CamelCase));
            return ExitCodes.Good;
        }
        catch (AdmissionFaultException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
            return ExitCodes.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync("The file is not there, or holds no private JWK.");
            return ExitCodes.BadInput;
        }
    }
}
