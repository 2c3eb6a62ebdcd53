using System.Diagnostics;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Exchange.AuthZen;
using ZioExchange.Broker.Exchange.Explain;
using ZioExchange.Broker.Exchange.FhirApi;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Hosting;

/// <summary>The table of contents of the broker. Every line is one room; open the room's own file for the details.</summary>
internal static class BrokerHost
{
    /// <exception cref="ConfigurationFaultException">The configuration cannot be used; nothing was started.</exception>
    public static async Task RunAsync(string[] args)
    {
        await using var app = Build(args, serves: true);
        FreePorts.Require(app.Configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty);
        await Startup.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        await Startup.AnnounceAsync(app, CancellationToken.None);
        await app.WaitForShutdownAsync();
    }

    /// <param name="serves">Else it is for a verb, whose standard output is data.</param>
    public static WebApplication Build(string[] args, bool serves = false)
    {
        // Else a traceparent that is not quite W3C becomes a name of its sender's choosing, and entries of one request no longer share a trace id.
        (Activity.DefaultIdFormat, Activity.ForceDefaultIdFormat) = (ActivityIdFormat.W3C, true);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = DefaultEnvironment.Of(args) });
        builder.Configuration.AddEnvironmentVariables("ZIO__");
        var settings = SettingsReader.Read(builder.Configuration, builder.Environment);
        var urls = builder.Configuration["urls"] ?? (builder.Environment.IsDevelopment() ? "http://localhost:5080" : "http://*:8080");
        builder.WebHost.UseUrls([.. urls.Split(';'), .. settings.ManagementPort is { } port ? new[] { $"http://*:{port}" } : []]);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 12 * 1024 * 1024;
            kestrel.ConfigureHttpsDefaults(https => https.AskForClientCertificatesAt(settings.CertificatePort));
        });
        builder.Logging.AddBrokerLogging(builder.Environment, serves);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<TimeProvider>(settings.Now is { } now ? new ShiftedClock(now) : TimeProvider.System);
        builder.Services.AddSingleton<ClockWatch>();
        builder.Services.AddSingleton(settings.Limits);
        builder.Services.AddSingleton<RequestBudgets>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<WorkPlaces>();
        builder.Services.AddKeys(settings, builder.Configuration, builder.Environment);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddPersistence(settings);
        builder.Services.AddAuditLog(settings);
        builder.Services.AddDirectory();
        builder.Services.AddPartnerAuthentication(settings);
        builder.Services.AddConsentRegister();
        builder.Services.AddExchange(settings);
        builder.Services.AddFhirSurface();
        builder.Services.AddPush();
        builder.Services.AddPartnerApi();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddWebShell();
        builder.Services.AddPeopleSignIn(builder.Configuration, builder.Environment);
        builder.Services.AddFamilyPages();
        builder.Services.AddNotices(settings);
        builder.Services.AddOversight(settings, builder.Configuration, builder.Environment);
        builder.Services.AddSandbox(builder.Environment);

        var app = builder.Build();
        Drain.Use(app);
        app.UseMiddleware<OwnAddress>();     // first: nothing below sees what a caller put into Host
        app.UseMiddleware<SecurityHeaders>();
        app.UseManagementPort();
        app.UsePartnerHeaders();             // also a refusal of the next line carries them
        app.UseMiddleware<RequestFraming>();
        app.UseMiddleware<UnreadBodies>();
        app.UsePartnerConventions();
        app.UseMiddleware<LoadShedding>();   // a refusal passes nothing but what stands above
        app.UseWebShell();
        app.UseMiddleware<RequestDeadline>();
        app.UseMiddleware<MachineFaults>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePartnerLimits();

        var programs = app.MapGroup(string.Empty).AnsweringHead();
        programs.MapTokenEndpoint();      // /connect/token
        programs.MapDiscovery();          // /.well-known/...
        programs.MapRequestExchange();    // /fhir/Patient/$kind-dossier
        programs.MapPush();               // /fhir/Patient/$kind-dossier-push, /api/v1/berichten
        programs.MapFhirSurface();        // /fhir/metadata, /fhir/Consent, /fhir/AuditEvent
        programs.MapAuthZen();            // /access/v1/evaluation, /access/v1/evaluations
        programs.MapExplainQuestion();    // /api/v1/toelichtingen
        programs.MapPartnerApi();         // /api/v1/...
        programs.MapLog();                // /log/checkpoint, /log/tile/...
        programs.MapHealth();             // /health/live, /health/ready, /metrics
        programs.MapPublicNotices();      // /status.json, /.well-known/security.txt
        app.MapRazorPages();
        return app;
    }
}
