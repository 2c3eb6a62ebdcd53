using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Persistence;

/// <summary>The one model for both databases: directory, facts and register. Tables come from the numbered scripts; a test compares both.</summary>
public sealed class BrokerDbContext(DbContextOptions<BrokerDbContext> options) : DbContext(options)
{
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    public DbSet<OrganisationIdentifierRow> OrganisationIdentifiers => Set<OrganisationIdentifierRow>();

    public DbSet<ProfessionalRow> Professionals => Set<ProfessionalRow>();

    public DbSet<LikenessRow> Likenesses => Set<LikenessRow>();

    public DbSet<ClientKeyRow> ClientKeys => Set<ClientKeyRow>();

    public DbSet<SourceEndpointRow> SourceEndpoints => Set<SourceEndpointRow>();

    public DbSet<AccessionRow> Accessions => Set<AccessionRow>();

    public DbSet<ChildRow> Children => Set<ChildRow>();

    public DbSet<CouplingRow> Couplings => Set<CouplingRow>();

    public DbSet<FactRow> Facts => Set<FactRow>();

    public DbSet<GrantRow> Grants => Set<GrantRow>();

    public DbSet<GrantEventRow> GrantEvents => Set<GrantEventRow>();

    public DbSet<GateRow> Gates => Set<GateRow>();

    public DbSet<PersonRow> Persons => Set<PersonRow>();

    public DbSet<IssuerKeyRow> IssuerKeys => Set<IssuerKeyRow>();

    public DbSet<IdempotentAnswerRow> IdempotentAnswers => Set<IdempotentAnswerRow>();

    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    public DbSet<ConsentRequestRow> ConsentRequests => Set<ConsentRequestRow>();

    public DbSet<CouplingCodeRow> CouplingCodes => Set<CouplingCodeRow>();

    public DbSet<FamilyCodeRow> FamilyCodes => Set<FamilyCodeRow>();

    public DbSet<OppQuestionRow> OppQuestions => Set<OppQuestionRow>();

    public DbSet<OppVoiceRow> OppVoices => Set<OppVoiceRow>();

    public DbSet<NoticeChoiceRow> NoticeChoices => Set<NoticeChoiceRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<PartnerEventRow> PartnerEvents => Set<PartnerEventRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    public DbSet<PushedDossierRow> PushedDossiers => Set<PushedDossierRow>();

    public DbSet<DeliveryAddressRow> DeliveryAddresses => Set<DeliveryAddressRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrganisationRow>().ToTable("organisations").HasKey(row => row.Id);
        modelBuilder.Entity<OrganisationIdentifierRow>().ToTable("organisation_identifiers").HasKey(row => new { row.System, row.Value });
        modelBuilder.Entity<ProfessionalRow>().ToTable("professionals").HasKey(row => new { row.OrganisationId, row.Id, row.Role });
        modelBuilder.Entity<LikenessRow>().ToTable("professional_likenesses").HasKey(row => new { row.OrganisationId, row.ProfessionalId, row.Kind, row.Mark });
        modelBuilder.Entity<ClientKeyRow>().ToTable("client_keys").HasKey(row => new { row.OrganisationId, row.Kid });
        modelBuilder.Entity<SourceEndpointRow>().ToTable("source_endpoints").HasKey(row => new { row.OrganisationId, row.Kind });
        modelBuilder.Entity<AccessionRow>().ToTable("accessions").HasKey(row => row.Id);
        modelBuilder.Entity<ChildRow>().ToTable("children").HasKey(row => row.Id);
        modelBuilder.Entity<CouplingRow>().ToTable("couplings").HasKey(row => row.Lookup);
        modelBuilder.Entity<FactRow>().ToTable("facts").HasKey(row => row.Id);
        modelBuilder.Entity<GrantRow>().ToTable("grants").HasKey(row => row.Id);
        modelBuilder.Entity<GrantEventRow>().ToTable("grant_events").HasKey(row => row.Id);
        modelBuilder.Entity<GateRow>().ToTable("gates").HasKey(row => row.Reference);
        modelBuilder.Entity<PersonRow>().ToTable("persons").HasKey(row => new { row.Id, row.ChildId });
        modelBuilder.Entity<IssuerKeyRow>().ToTable("issuer_keys").HasKey(row => row.Kid);
        modelBuilder.Entity<IdempotentAnswerRow>().ToTable("idempotent_answers").HasKey(row => new { row.OrganisationId, row.Key });
        modelBuilder.Entity<DataProtectionKeyRow>().ToTable("data_protection_keys").HasKey(row => row.Name);
        modelBuilder.Entity<ConsentRequestRow>().ToTable("consent_requests").HasKey(row => row.Id);
        modelBuilder.Entity<CouplingCodeRow>().ToTable("coupling_codes").HasKey(row => row.Lookup);
        modelBuilder.Entity<FamilyCodeRow>().ToTable("family_codes").HasKey(row => row.Lookup);
        modelBuilder.Entity<OppQuestionRow>().ToTable("opp_questions").HasKey(row => row.Id);
        modelBuilder.Entity<OppVoiceRow>().ToTable("opp_voices").HasKey(row => row.Id);
        modelBuilder.Entity<NoticeChoiceRow>().ToTable("notice_choices").HasKey(row => new { row.ChildId, row.PersonId });
        modelBuilder.Entity<NoticeRow>().ToTable("notices").HasKey(row => row.Lookup);
        modelBuilder.Entity<PartnerEventRow>().ToTable("partner_events").HasKey(row => row.Seq);
        modelBuilder.Entity<PartnerEventRow>().Property(row => row.Seq).ValueGeneratedNever();
        modelBuilder.Entity<SubscriptionRow>().ToTable("subscriptions").HasKey(row => row.Id);
        modelBuilder.Entity<WebhookDeliveryRow>().ToTable("webhook_deliveries").HasKey(row => new { row.SubscriptionId, row.Seq });
        modelBuilder.Entity<PushedDossierRow>().ToTable("pushed_dossiers").HasKey(row => row.Id);
        modelBuilder.Entity<DeliveryAddressRow>().ToTable("delivery_addresses").HasKey(row => row.OrganisationId);

        // The model knows the foreign keys of the scripts, so that rows are written in an order the database accepts.
        modelBuilder.Entity<OrganisationIdentifierRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<ProfessionalRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<ClientKeyRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<SourceEndpointRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<AccessionRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<DeliveryAddressRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId);
        modelBuilder.Entity<CouplingRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<FactRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<GrantRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<GrantEventRow>().HasOne<GrantRow>().WithMany().HasForeignKey(row => row.GrantId);
        modelBuilder.Entity<GateRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<OppQuestionRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<OppVoiceRow>().HasOne<OppQuestionRow>().WithMany().HasForeignKey(row => row.QuestionId);
        modelBuilder.Entity<FamilyCodeRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<NoticeChoiceRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<NoticeRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<PersonRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<ConsentRequestRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<PushedDossierRow>().HasOne<ChildRow>().WithMany().HasForeignKey(row => row.ChildId);
        modelBuilder.Entity<WebhookDeliveryRow>().HasOne<SubscriptionRow>().WithMany().HasForeignKey(row => row.SubscriptionId);

        foreach (var column in modelBuilder.Model.GetEntityTypes().SelectMany(table => table.GetProperties()))
        {
            column.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name));
            if (column.ClrType == typeof(DateTimeOffset) || column.ClrType == typeof(DateTimeOffset?))
            {
                column.SetValueConverter(Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? SortableText : Utc);
            }
        }
    }

    private static readonly ValueConverter<DateTimeOffset, string> SortableText = new(instant => SqliteInstant.Write(instant), text => SqliteInstant.Read(text));

    private static readonly ValueConverter<DateTimeOffset, DateTimeOffset> Utc = new(instant => instant.ToUniversalTime(), instant => instant);
}
