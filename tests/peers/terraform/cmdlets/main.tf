# What the cmdlets were asked for, in Terraform's words. Terraform imports what they made; its plan must not change anything.
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
variable "endpoint" {}
variable "id" {}
locals {
  id   = jsondecode(var.id)
  tags = { team = "pets" }
  subnets = {
    "10.0.0.0/18"   = { zone = "eu-west-1a", part = 0, table = "private" }
    "10.0.64.0/18"  = { zone = "eu-west-1b", part = 1, table = "private" }
    "10.0.128.0/18" = { zone = "eu-west-1a", part = 2, table = "public" }
    "10.0.192.0/18" = { zone = "eu-west-1b", part = 3, table = "public" }
  }
  private = [for block, subnet in local.subnets : local.id.subnets[block] if subnet.table == "private"]
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "AKIDPEER"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    apigateway      = var.endpoint
    ec2             = var.endpoint
    iam             = var.endpoint
    route53         = var.endpoint
    route53resolver = var.endpoint
    sts             = var.endpoint
  }
  # The module's own tags, and the names that it gives for the console.
  ignore_tags {
    keys         = ["Name"]
    key_prefixes = ["privateapi:"]
  }
}

# New-PrivateApiNetwork -Name Demo -CidrBlock 10.0.0.0/16 -Ipv6 -Tag @{ team = 'pets' }
import {
  to = aws_vpc.it
  id = local.id.vpc
}
resource "aws_vpc" "it" {
  cidr_block                       = "10.0.0.0/16"
  enable_dns_support               = true
  enable_dns_hostnames             = true
  assign_generated_ipv6_cidr_block = true
  tags                             = local.tags
}
import {
  for_each = local.subnets
  to       = aws_subnet.it[each.key]
  id       = local.id.subnets[each.key]
}
resource "aws_subnet" "it" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.it.id
  cidr_block        = each.key
  availability_zone = each.value.zone
  ipv6_cidr_block   = cidrsubnet(aws_vpc.it.ipv6_cidr_block, 8, each.value.part)
  tags              = local.tags
}
import {
  to = aws_internet_gateway.it
  id = local.id.gateway
}
resource "aws_internet_gateway" "it" {
  vpc_id = aws_vpc.it.id
  tags   = local.tags
}
import {
  to = aws_route_table.public
  id = local.id.tables.public
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.it.id
  tags   = local.tags
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.it.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.it.id
  }
}
import {
  for_each = local.subnets
  to       = aws_route_table_association.it[each.key]
  id       = "${local.id.subnets[each.key]}/${local.id.tables[each.value.table]}"
}
resource "aws_route_table_association" "it" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.it[each.key].id
  route_table_id = local.id.tables[each.value.table]
}
import {
  to = aws_security_group.endpoint
  id = local.id.groups["EndpointSG"]
}
resource "aws_security_group" "endpoint" {
  name        = "EndpointSG"
  description = "HTTPS from the VPC to the execute-api endpoint"
  vpc_id      = aws_vpc.it.id
  tags        = local.tags
  ingress {
    description      = "VPC"
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = ["10.0.0.0/16"]
    ipv6_cidr_blocks = [aws_vpc.it.ipv6_cidr_block]
  }
}

# New-PrivateApiEndpoint -Name Demo -IpAddressType DualStack
import {
  to = aws_vpc_endpoint.it
  id = local.id.endpoint
}
resource "aws_vpc_endpoint" "it" {
  vpc_id              = aws_vpc.it.id
  service_name        = "com.amazonaws.eu-west-1.execute-api"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = local.private
  security_group_ids  = [aws_security_group.endpoint.id]
  private_dns_enabled = true
  ip_address_type     = "dualstack"
}

# New-PrivateApi -Name PetStore -Sample PetStore -Tag @{ team = 'pets' }
import {
  to = aws_api_gateway_rest_api.it
  id = local.id.api
}
resource "aws_api_gateway_rest_api" "it" {
  name = "PetStore"
  tags = local.tags
  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = [aws_vpc_endpoint.it.id]
  }
}
import {
  to = aws_api_gateway_rest_api_policy.it
  id = local.id.api
}
resource "aws_api_gateway_rest_api_policy" "it" {
  rest_api_id = aws_api_gateway_rest_api.it.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.it.execution_arn}/*" },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "${aws_api_gateway_rest_api.it.execution_arn}/*"
        Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.it.id } }
      },
    ]
  })
}

# Publish-PrivateApi -StageName demo with a rate, logs and tracing, and then -CanaryPercent 12.5
import {
  to = aws_api_gateway_stage.it
  id = "${local.id.api}/demo"
}
resource "aws_api_gateway_stage" "it" {
  rest_api_id          = aws_api_gateway_rest_api.it.id
  stage_name           = "demo"
  deployment_id        = local.id.deployment
  variables            = { size = "big" }
  xray_tracing_enabled = true
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:calls"
    format          = local.id.format
  }
  canary_settings {
    deployment_id            = local.id.canary
    percent_traffic          = 12.5
    stage_variable_overrides = { size = "small" }
  }
}
import {
  for_each = toset(["*/*", "~1pets/GET"])
  to       = aws_api_gateway_method_settings.it[each.key]
  id       = "${local.id.api}/demo/${each.key}"
}
resource "aws_api_gateway_method_settings" "it" {
  for_each    = toset(["*/*", "~1pets/GET"])
  rest_api_id = aws_api_gateway_rest_api.it.id
  stage_name  = aws_api_gateway_stage.it.stage_name
  method_path = each.key
  # A method's settings begin as those of all methods.
  settings {
    throttling_rate_limit  = each.key == "*/*" ? 100.5 : 5
    throttling_burst_limit = 20
    logging_level          = "ERROR"
    metrics_enabled        = true
  }
}

# New-PrivateApiAuthorizer -Name pool -UserPoolArn ... -TtlSec 60
import {
  to = aws_api_gateway_authorizer.it
  id = "${local.id.api}/${local.id.authorizer}"
}
resource "aws_api_gateway_authorizer" "it" {
  rest_api_id                      = aws_api_gateway_rest_api.it.id
  name                             = "pool"
  type                             = "COGNITO_USER_POOLS"
  provider_arns                    = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"]
  identity_source                  = "method.request.header.Authorization"
  authorizer_result_ttl_in_seconds = 60
}

# New-PrivateApiKey -Name mobile -Description 'the app' -RateLimit 2.5 -BurstLimit 5 -Quota 100 -QuotaPeriod Week `
#   -MethodThrottle @{ 'GET /pets' = @{ RateLimit = 1.5; BurstLimit = 3 } }
import {
  to = aws_api_gateway_api_key.it
  id = local.id.key
}
resource "aws_api_gateway_api_key" "it" {
  name        = "mobile"
  description = "the app"
  tags        = local.tags
}
import {
  to = aws_api_gateway_usage_plan.it
  id = local.id.plan
}
resource "aws_api_gateway_usage_plan" "it" {
  name = "mobile"
  tags = local.tags
  api_stages {
    api_id = aws_api_gateway_rest_api.it.id
    stage  = aws_api_gateway_stage.it.stage_name
    throttle {
      path        = "/pets/GET"
      rate_limit  = 1.5
      burst_limit = 3
    }
  }
  throttle_settings {
    rate_limit  = 2.5
    burst_limit = 5
  }
  quota_settings {
    limit  = 100
    period = "WEEK"
  }
}
import {
  to = aws_api_gateway_usage_plan_key.it
  id = "${local.id.plan}/${local.id.key}"
}
resource "aws_api_gateway_usage_plan_key" "it" {
  usage_plan_id = aws_api_gateway_usage_plan.it.id
  key_id        = aws_api_gateway_api_key.it.id
  key_type      = "API_KEY"
}

# New-PrivateApiDomain -Name pets.example.com with a base path and an endpoint
import {
  to = aws_api_gateway_domain_name.it
  id = "pets.example.com/${local.id.domain}"
}
resource "aws_api_gateway_domain_name" "it" {
  domain_name     = "pets.example.com"
  certificate_arn = local.id.certificate
  tags            = local.tags
  endpoint_configuration { types = ["PRIVATE"] }
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "arn:aws:execute-api:eu-west-1:123456789012:/domainnames/pets.example.com+${local.id.domain}" },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "arn:aws:execute-api:eu-west-1:123456789012:/domainnames/pets.example.com+${local.id.domain}"
        Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.it.id } }
      },
    ]
  })
}
import {
  to = aws_api_gateway_base_path_mapping.it
  id = "pets.example.com/shop/${local.id.domain}"
}
resource "aws_api_gateway_base_path_mapping" "it" {
  domain_name    = aws_api_gateway_domain_name.it.domain_name
  domain_name_id = aws_api_gateway_domain_name.it.domain_name_id
  base_path      = "shop"
  api_id         = aws_api_gateway_rest_api.it.id
  stage_name     = aws_api_gateway_stage.it.stage_name
}
import {
  to = aws_api_gateway_domain_name_access_association.it
  id = local.id.access
}
resource "aws_api_gateway_domain_name_access_association" "it" {
  access_association_source      = aws_vpc_endpoint.it.id
  access_association_source_type = "VPCE"
  domain_name_arn                = aws_api_gateway_domain_name.it.arn
  tags                           = local.tags
}
import {
  to = aws_route53_zone.it
  id = local.id.zone
}
resource "aws_route53_zone" "it" {
  name    = "pets.example.com"
  comment = "privateapi:name=pets.example.com"
  vpc { vpc_id = aws_vpc.it.id }
}
import {
  to = aws_route53_record.it
  id = "${local.id.zone}_pets.example.com_A"
}
resource "aws_route53_record" "it" {
  zone_id = aws_route53_zone.it.zone_id
  name    = "pets.example.com"
  type    = "A"
  alias {
    name                   = aws_vpc_endpoint.it.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.it.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}

# New-PrivateApiResolver, inbound for name servers in 10.8.0.0/16, and outbound with -ForwardTo
import {
  to = aws_security_group.inbound
  id = local.id.groups["PrivateApi resolver inbound"]
}
resource "aws_security_group" "inbound" {
  name        = "PrivateApi resolver inbound"
  description = "DNS of the Resolver endpoint"
  vpc_id      = aws_vpc.it.id
  tags        = local.tags
  dynamic "ingress" {
    for_each = toset(["tcp", "udp"])
    content {
      description = "Name servers"
      protocol    = ingress.key
      from_port   = 53
      to_port     = 53
      cidr_blocks = ["10.8.0.0/16"]
    }
  }
}
import {
  for_each = toset(["inbound", "outbound"])
  to       = aws_route53_resolver_endpoint.it[each.key]
  id       = local.id.resolvers[each.key]
}
resource "aws_route53_resolver_endpoint" "it" {
  for_each           = toset(["inbound", "outbound"])
  name               = each.key
  direction          = upper(each.key)
  security_group_ids = [local.id.groups["PrivateApi resolver ${each.key}"]]
  tags               = local.tags
  dynamic "ip_address" {
    for_each = local.private
    content {
      subnet_id = ip_address.value
      ip        = local.id.addresses[each.key][ip_address.value]
    }
  }
}
import {
  to = aws_route53_resolver_rule.it
  id = local.id.rule
}
resource "aws_route53_resolver_rule" "it" {
  name                 = "outbound"
  domain_name          = "execute-api.eu-west-1.amazonaws.com"
  rule_type            = "FORWARD"
  resolver_endpoint_id = aws_route53_resolver_endpoint.it["outbound"].id
  tags                 = local.tags
  dynamic "target_ip" {
    for_each = ["10.9.0.10", "10.9.0.11"]
    content { ip = target_ip.value }
  }
}
import {
  to = aws_route53_resolver_rule_association.it
  id = local.id.association
}
resource "aws_route53_resolver_rule_association" "it" {
  name             = "outbound"
  resolver_rule_id = aws_route53_resolver_rule.it.id
  vpc_id           = aws_vpc.it.id
}
