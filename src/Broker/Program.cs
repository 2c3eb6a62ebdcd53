var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "ZioExchange");
await app.RunAsync();
