using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ResolverPlans;

namespace PrivateApi.Commands;

/// <summary>Creates the Resolver endpoint by which name servers on premises, or another VPC, resolve the names of private APIs.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiResolver", DefaultParameterSetName = "Inbound", SupportsShouldProcess = true)]
[OutputType(typeof(Resolver))]
public sealed class NewPrivateApiResolverCommand : AwsCommand
{
    /// <summary>The resolver's name; without one the piped network's or endpoint's.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its subnets, two or more in different zones of one VPC.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId")]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>Its security groups; without any, one is created.</summary>
    [Parameter]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId")]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    public string[]? SecurityGroupId { get; set; }

    /// <summary>The ranges on premises whose name servers may ask.</summary>
    [Parameter(ParameterSetName = "Inbound")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SourceCidr { get; set; }

    /// <summary>Addresses of an inbound endpoint elsewhere that the VPC's queries are forwarded to.</summary>
    [Parameter(ParameterSetName = "Outbound", Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ForwardTo { get; set; } = [];

    /// <summary>The domain that is forwarded; without one that of execute-api in the Region.</summary>
    [Parameter(ParameterSetName = "Outbound")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DomainName { get; set; }

    /// <summary>VPCs besides the subnets' own whose queries are forwarded.</summary>
    [Parameter(ParameterSetName = "Outbound")]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? VpcId { get; set; }

    /// <summary>Tags for everything that is created, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Return while it is still being created.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The object that the subnets came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Plan? plan = Ask(
            Name,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await new Resolvers(Session).PlanAsync(Spec(), progress, stop);
            }
        );
        if (plan is not null && Approve(plan))
        {
            Emit(Name, (progress, stop) => new Resolvers(Session).ApplyAsync(plan, progress, stop));
        }
    }

    private ResolverSpec Spec() =>
        new()
        {
            Name = Name,
            SubnetIds = SubnetId,
            SecurityGroupIds = SecurityGroupId ?? [],
            SourceCidrs = SourceCidr ?? [],
            ForwardTo = ForwardTo,
            DomainName = DomainName,
            VpcIds = VpcId ?? [],
            Tags = TagArgument.Read(Tag),
            Wait = !NoWait,
            TimeOut = TimeSpan.FromSeconds(TimeoutSec),
        };
}
