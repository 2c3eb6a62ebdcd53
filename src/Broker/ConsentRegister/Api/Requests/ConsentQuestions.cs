using System.Security.Claims;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>/api/v1/toestemmingsverzoeken: the source asks a family for consent; who wants to receive may ask the source to ask, and never asks itself (law/RULES.md 1.3).</summary>
public static class ConsentQuestions
{
    private const string Path = ApiRoute.Questions;
    private const string Tag = "toestemmingsverzoeken";
    private const int DaysToAnswer = 60;

    public static void MapConsentQuestions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, AskAsync).ForPartners("vraagToestemming", Tag, "Ask a family for consent, or ask the source to").Takes<ConsentQuestionInput>().Produces<ConsentQuestionAnswer>(201);
        routes.MapGet(Path + "/{id:guid}", ReadAsync).ForPartners("leesToestemmingsverzoek", Tag, "Where the question stands").Produces<ConsentQuestionAnswer>();
        routes.MapPost(Path + "/{id:guid}/voorleggingen", PutAsync).ForPartners("legToestemmingsverzoekVoor", Tag, "The source puts a question that another party asked for to the family").Takes<PutInput>().Produces<ConsentQuestionAnswer>();
        routes.MapPost(Path + "/{id:guid}/intrekkingen", TakeBackAsync).ForPartners("trekToestemmingsverzoekIn", Tag, "Take the question back before it is answered").Produces<ConsentQuestionAnswer>();
    }

    private static async Task<IResult> AskAsync(
        HttpContext http, ClaimsPrincipal principal, Policy policy, PartnerDirectory directory, ChildRegister register, ConsentRequestBook book, Issuer issuer, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<ConsentQuestionInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        var faults = new List<FieldFault>();
        GrantInput.Check(policy, body.Doel, body.Gegevensgroepen, body.Ontvangers.Count, faults);
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        if (body.GeldigTot <= today)
        {
            faults.Add(new FieldFault("/geldigTot", "BAD_REQUEST", "A day after today."));
        }

        var source = await directory.FindByIdentifierAsync(body.Bron.System, body.Bron.Value, ct);
        if (source is null)
        {
            faults.Add(new FieldFault("/bron", "UNKNOWN_CODE", "An organisation that takes part."));
        }

        var recipients = new List<string>();
        var rows = new List<PolicyRow>();
        foreach (var recipient in body.Ontvangers)
        {
            if (await directory.FindByIdentifierAsync(recipient.System, recipient.Value, ct) is { } organisation)
            {
                recipients.Add(organisation.Id.Value);
                if (source is null || !policy.Knows(new Purpose(body.Doel)))
                {
                    continue;
                }

                if (organisation.Id != source.Id && FamilyVoices.RowBetween(policy, new Purpose(body.Doel), source.Party, organisation.Party) is { } opens)
                {
                    rows.Add(opens);
                }
                else
                {
                    // Where the law allows it, or forbids it, a question would mislead (law/RULES.md 1.3).
                    faults.Add(new FieldFault("/ontvangers", "BAD_REQUEST", "Between this source and this recipient no row of the matrix for this purpose rests on consent; see /api/v1/doelen."));
                }
            }
            else
            {
                faults.Add(new FieldFault("/ontvangers", "UNKNOWN_CODE", "Organisations that take part."));
            }
        }

        if (rows.Count > 0)
        {
            faults.AddRange(body.Gegevensgroepen.Select((category, number) => (category, number))
                .Where(each => policy.Knows(new DataCategory(each.category)) && !rows.Exists(opens => opens.Categories.Contains(new DataCategory(each.category))))
                .Select(each => new FieldFault($"/gegevensgroepen/{each.number}", "BAD_REQUEST", "A category that consent can open for this purpose between these parties; see /api/v1/doelen.")));
        }

        var own = source?.Id == caller.Organisation;
        if (own && string.IsNullOrWhiteSpace(body.Tekstversie))
        {
            faults.Add(new FieldFault("/tekstversie", "BAD_REQUEST", "The version of the text that the family reads."));
        }

        if (!own && !recipients.Contains(caller.Organisation.Value))
        {
            faults.Add(new FieldFault("/ontvangers", "BAD_REQUEST", "Who asks a source to ask is one of the recipients."));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child)
        {
            return Problems.Result(404, FaultReasons.NotFound, "kind is the number by which your organisation knows a child.");
        }

        var now = clock.GetUtcNow();
        var row = new ConsentRequestRow
        {
            Id = Guid.CreateVersion7(now),
            ChildId = child.Value,
            Source = source!.Id.Value,
            AskedBy = caller.Organisation.Value,
            Purpose = body.Doel,
            Recipients = string.Join(' ', recipients.Distinct().Order(StringComparer.Ordinal)),
            Categories = string.Join(' ', body.Gegevensgroepen.Distinct().Order(StringComparer.Ordinal)),
            TextVersion = own ? body.Tekstversie! : string.Empty,
            ValidUntil = body.GeldigTot,
            AnswerBy = today.AddDays(DaysToAnswer),
            State = own ? ConsentRequestBook.Put : ConsentRequestBook.Asked,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        await book.AddAsync(row, Actor(caller), ct);
        return EntityTag.Answer(http, await AnswerAsync(row, caller, directory, issuer, today, ct), 201).WithLocation($"{Path}/{row.Id:D}");
    }

    private static Task<IResult> ReadAsync(
        Guid id, HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, ConsentRequestBook book, Issuer issuer, TimeProvider clock, CancellationToken ct) =>
        WithAsync(id, Caller.From(principal), book, async (row, caller) =>
            EntityTag.Answer(http, await AnswerAsync(row, caller, directory, issuer, DutchCalendar.DayOf(clock.GetUtcNow()), ct)), ct);

    private static async Task<IResult> PutAsync(
        Guid id, HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, ConsentRequestBook book, Issuer issuer, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<PutInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        return await WithAsync(id, Caller.From(principal), book, async (row, caller) => row.Source != caller.Organisation.Value
            ? Problems.Result(403, RequestReasons.RoleNotAuthorised, "Only the source puts a question to a family.")
            : await MoveAsync(http, row, caller, ConsentRequestBook.Asked, ConsentRequestBook.Put, body.Tekstversie, directory, book, issuer, clock, ct), ct);
    }

    private static Task<IResult> TakeBackAsync(
        Guid id, HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, ConsentRequestBook book, Issuer issuer, TimeProvider clock, CancellationToken ct) =>
        WithAsync(id, Caller.From(principal), book, (row, caller) =>
            MoveAsync(http, row, caller, row.State == ConsentRequestBook.Asked ? ConsentRequestBook.Asked : ConsentRequestBook.Put, ConsentRequestBook.TakenBack, null, directory, book, issuer, clock, ct), ct);

    private static async Task<IResult> WithAsync(Guid id, Caller caller, ConsentRequestBook book, Func<ConsentRequestRow, Caller, Task<IResult>> act, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } row && (row.Source == caller.Organisation.Value || row.AskedBy == caller.Organisation.Value)
            ? await act(row, caller)
            : Problems.Result(404, FaultReasons.NotFound, "A question is read by its source and by who asked for it.");

    private static async Task<IResult> MoveAsync(
        HttpContext http, ConsentRequestRow row, Caller caller, string from, string to, string? textVersion,
        PartnerDirectory directory, ConsentRequestBook book, Issuer issuer, TimeProvider clock, CancellationToken ct)
    {
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        if (EntityTag.Check(http.Request, await AnswerAsync(row, caller, directory, issuer, today, ct)) is { } fault)
        {
            return fault;
        }

        // An asker that is not the source may take back until the source has put the question: after that it is the family's.
        var allowed = row.State == from && row.AnswerBy >= today && (row.Source == caller.Organisation.Value || row.State == ConsentRequestBook.Asked);
        if (!allowed || !await book.MoveAsync(row, to, textVersion, Actor(caller), ct))
        {
            return Problems.Result(409, FaultReasons.Conflict, "The question is not in a state in which this can be done; read it again.");
        }

        var moved = (await book.FindAsync(row.Id, ct))!;
        return EntityTag.Answer(http, await AnswerAsync(moved, caller, directory, issuer, today, ct));
    }

    /// <summary>What the caller may see of it. For an asker that is not the source it stops at "put": what follows does not show.</summary>
    private static async Task<ConsentQuestionAnswer> AnswerAsync(ConsentRequestRow row, Caller caller, PartnerDirectory directory, Issuer issuer, DateOnly today, CancellationToken ct)
    {
        var own = row.Source == caller.Organisation.Value;
        var numbers = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, organisation => organisation.Identifiers[0]);
        var open = row.State is ConsentRequestBook.Asked or ConsentRequestBook.Put;
        var seen = own || row.State is ConsentRequestBook.Asked ? row.State : row.State == ConsentRequestBook.TakenBack && row.Version == 2 ? row.State : ConsentRequestBook.Put;
        var status = (open || seen == ConsentRequestBook.Put) && row.AnswerBy < today ? "VERLOPEN" : seen;
        return new ConsentQuestionAnswer(
            row.Id.ToString("D"), status, row.Purpose, Number(row.Source), [.. row.Recipients.Split(' ').Select(Number)], row.Categories.Split(' '), row.ValidUntil, row.AnswerBy,
            row.TextVersion.Length == 0 ? null : row.TextVersion, own && row.State == ConsentRequestBook.Put ? issuer.At($"/ouders/vragen/{row.Id:D}") : null);

        Identified Number(string id) => numbers.TryGetValue(id, out var number) ? new Identified(number.System, number.Value) : new Identified(Systems.Root + "beeindigd", "onbekend");
    }

    private static AuditActor Actor(Caller caller) => caller.Actor("PARTNER_SYSTEM");
}
