using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Acm;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Lab.ControlPlane.Logs;
using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.ControlPlane.Route53;
using PrivateApi.Lab.ControlPlane.Route53Profiles;
using PrivateApi.Lab.ControlPlane.Ssm;
using PrivateApi.Lab.ControlPlane.Sts;
using PrivateApi.Lab.ControlPlane.Waf;
using PrivateApi.Lab.DataPlane;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.Hosting;

/// <summary>The services that a lab has.</summary>
internal static class ServiceCatalog
{
    public static IEnumerable<IAwsService> Create(LabStore store, IDataPlane dataPlane)
    {
        ArgumentNullException.ThrowIfNull(store);
        return
        [
            new Ec2Service(),
            new IamService(),
            new LambdaService(dataPlane),
            new StsService(),
            new ApiGatewayService(dataPlane),
            new Route53Service(),
            new ResolverService(),
            new Route53ProfilesService(),
            new SsmService(dataPlane),
            new LogsService(),
            new WafService(),
            new ElasticLoadBalancingService(dataPlane),
            new AcmService(),
        ];
    }

    public static IDataPlane CreateDataPlane(LabStore store, HttpMessageHandler services) => new ApiDataPlane(store, services);
}
