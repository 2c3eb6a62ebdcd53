/** The resources of the kind dossier and of its exchange. Data types follow from them. Adding a line is all it takes. */
export const resources = [
  'Appointment', 'AuditEvent', 'Basic', 'Binary', 'Bundle', 'CapabilityStatement', 'CarePlan', 'CareTeam', 'Claim',
  'ClaimResponse', 'ClinicalImpression', 'CodeSystem', 'Communication', 'ConceptMap', 'Condition', 'Consent', 'Coverage',
  'Device', 'DeviceUseStatement', 'DocumentReference', 'Encounter', 'EpisodeOfCare', 'Flag', 'Goal', 'List', 'Location',
  'NamingSystem', 'Observation', 'OperationDefinition', 'OperationOutcome', 'Organization', 'Parameters', 'Patient',
  'Practitioner', 'PractitionerRole', 'Procedure', 'Provenance', 'RelatedPerson', 'Schedule', 'ServiceRequest', 'Slot',
  'StructureDefinition', 'StructureMap', 'Subscription', 'Task', 'ValueSet',
];
