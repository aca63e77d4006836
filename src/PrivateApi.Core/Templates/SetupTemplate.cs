using PrivateApi.Progress;

namespace PrivateApi.Templates;

/// <summary>The template of a running set-up.</summary>
internal static class SetupTemplate
{
    public static CloudTemplate Write(Setup setup, IProgress<ProgressEvent> progress)
    {
        string subject =
            setup.Apis.Count > 0
                ? $"Private API {string.Join(", ", setup.Apis.Select(api => api.Api.Name))} with its network and endpoint"
                : "A network for private APIs";
        CloudTemplate template = new(subject.Length > 1000 ? "Private APIs with their networks and endpoints" : subject);
        foreach (VpcSetup vpc in setup.Vpcs)
        {
            NetworkTemplate.Name(template.Id, vpc);
            FirewallTemplate.Name(template.Id, vpc);
            EndpointTemplate.Name(template.Id, vpc);
        }

        PeeringTemplate.Name(template.Id, setup);
        foreach (ResolverSetup resolver in setup.Resolvers)
        {
            ResolverTemplate.Name(template.Id, resolver);
        }

        foreach (ApiSetup api in setup.Apis)
        {
            ApiTemplate.Name(template.Id, api);
        }

        foreach (DomainSetup domain in setup.Domains)
        {
            DomainTemplate.Name(template.Id, domain);
        }

        UsagePlanTemplate.Name(template.Id, setup.UsagePlans);
        References references = new(setup, template.Id.Known);
        foreach (VpcSetup vpc in setup.Vpcs)
        {
            new NetworkTemplate(template, references, vpc, progress).Write();
            new FirewallTemplate(template, references, vpc, progress).Write();
            new EndpointTemplate(template, references, setup, progress).Write(vpc);
        }

        new PeeringTemplate(template, references, progress).Write(setup);
        foreach (ResolverSetup resolver in setup.Resolvers)
        {
            new ResolverTemplate(template, references, setup, progress).Write(resolver);
        }

        foreach (ApiSetup api in setup.Apis)
        {
            new ApiTemplate(template, references, setup, api, progress).Write();
        }

        foreach (DomainSetup domain in setup.Domains)
        {
            new DomainTemplate(template, references, setup, progress).Write(domain);
        }

        new UsagePlanTemplate(template, references, progress).Write(setup.UsagePlans);
        return template;
    }
}
