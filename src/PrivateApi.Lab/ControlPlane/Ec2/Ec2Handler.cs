using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Carries out one action and returns the members of its answer, named as on the wire but without a namespace.</summary>
internal delegate IEnumerable<XElement?> Ec2Handler(Ec2Call call);
