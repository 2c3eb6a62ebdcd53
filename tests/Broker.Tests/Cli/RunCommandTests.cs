using System.Diagnostics;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli;

/// <summary>The README's run command, from the folder of the person who types it.</summary>
public sealed class RunCommandTests
{
    [Fact]
    public async Task A_file_named_to_a_verb_is_sought_in_the_folder_of_the_caller()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-run-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "vragen.json"), "[]", ct);
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));   // tests/Broker.Tests/bin/<configuration>/<framework>
            var project = Path.Combine(here.FullName, "..", "..", "..", "..", "..", "src", "Broker");
            var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--configuration", here.Parent!.Name, "--project", project, "--", "decide", "vragen.json"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);

            Assert.True(process.ExitCode == 0, await output + await errors);
            Assert.Empty(await output);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_broker_that_is_asked_to_stop_ends_by_itself_however_long_it_has_to_finish_what_it_began()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-stop-").FullName;
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.FullName, "..", "..", "..", "..", "..", "src", "Broker", "bin", here.Parent!.Name, here.Name, "zio.dll");
        using var http = new HttpClient();
        using var broker = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--environment", "Development", "--urls", address, "--Data:Path", folder, "--Load:DrainSeconds", "5", "--Logging:Console:LogLevel:Default", "None"]))!;
        try
        {
            for (var since = Stopwatch.StartNew(); !await IsReadyAsync(); await Task.Delay(100, ct))
            {
                Assert.True(!broker.HasExited && since.Elapsed < TimeSpan.FromMinutes(5), "The broker did not become ready.");
            }

            using (var asks = Process.Start("kill", ["-TERM", $"{broker.Id}"]))
            {
                await asks.WaitForExitAsync(ct);
            }

            await broker.WaitForExitAsync(ct);
            Assert.Equal(0, broker.ExitCode);   // 143: it was cut off
        }
        finally
        {
            if (!broker.HasExited)
            {
                broker.Kill();
                await broker.WaitForExitAsync(CancellationToken.None);
            }

            System.IO.Directory.Delete(folder, recursive: true);
        }

        async Task<bool> IsReadyAsync()
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address + "/health/ready"), ct);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                return false;
            }
        }
    }
}
