"""Certain changes are earned: a year moves by itself only in a closed set of places, everything else asks."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Proposal, Term
from core.roll_over.propose import propose
from core.workflows.facts import find_facts
from core.workflows.yearly.roll_over import load_tables
from tests.rolled import marked, plain, rolled

PAIR = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
TITLE = Element("e1", Role.TITLE, "云溪县档案馆2022年工作总结")
HEADING = "主要工作"
PLANS = "2023年工作打算"

CERTAIN = (
    "2022年，客运站接待旅客12.6万人次，收入86万元。",
    "2022年，环卫所清运生活垃圾8.6万吨，无害化处理率100%。",
    "评选2022年优秀共产党员36名。",
    "下达2022年公益林补偿资金86万元。",
    "完成2022年造林任务1.2万亩。",
    "储备2022年防汛物资12类860件。",
    "用水总量低于2021年水平。",
    "发放2022年护林员岗位津贴36万元。",
    "举办2022年护林员培训班6期。",
    "下达2022年竹林抚育资金360万元。",
    "2022年以来，全场上下团结一心，较好完成了各项任务。",
    "往届（2020届、2021届）未就业61人全部纳入服务。",
    "2022年，我馆以“书香云溪”为主线，接待读者2.6万人次，人次创历史新高。",
    "开展2022年“清水”行动，排查河段。",
    "完成2022年春季库房检修36次，消除隐患12处。",
    "启动2022年档案人员公开招聘，计划招聘36名，较2021年增加6名。",
    "推荐2022年省级优秀档案员6名。",
    "完成2021年度档案抽检36家。",
    "争取2022年省级档案保护资金360万元。",
    "提前谋划2023年“春风行动”。",
    "抓好2022年秋季整理和2023年春季消杀。",
    "2022年列入计划的36个全宗已整理29个。",
    "2022年购书经费36万元，与2021年持平。",
    "往届（2021届）毕业生36人全部落实帮扶。",
    "2022年，我与志愿者走访农户326户，收集意见136条。",
    "2022年，共发布预警信号86条次，预警准确率达到91%。",
    "2022年归集住房公积金6.2亿元，同比增长7.5%。",
    "2022年，门急诊量36万人次，院内感染率1.1%。",
    "2022年研发投入1.9亿元，占营业收入的3.9%。",
    "贷款余额326万元，其中2022年新增84万元。",
    "2022届高校毕业生“一对一”帮扶全覆盖。",
    "2021—2022学年，学生技能抽测合格率96%，毕业率98%。",
    "2022年，接待群众3000人次。",
    "2022年以来，召开会议12次。",
    "2022年培训干部300人次，比2021年增加20人次。",
    "2022年1—12月，收入增长5%。",
    "全县收入3亿元，比2021年增长8%。",
    "漏损率由2021年的11.2%降至10.4%。",
    "截至2022年底，在册职工86人。",
    "截至2022年12月31日，在册职工86人。",
    "完成2022年度考核。",
    "召开2021年度民主生活会。",
    "制定《2022年工作要点》。",
    "服务2022届高校毕业生就业。",
    "现将2022年工作情况汇报如下。",
    "庆祝建党101周年。",
    "新建农村公路28公里，较2021年增长12%。",
    "启动老旧小区改造，入库税收较2021年增长5%。",
    "新签约项目35个，比2021年增加5个；建成厂房3万平方米，比2021年增长8%。",
    "2022年，新改建供水管网48公里，同比增长6.5%。",
    "2022年新建、改建公厕16座，较2021年增加4座。",
    "2022年，修订制度12项，比2021年多5项。",
    "2022年以来，服务群众水平持续提升。",
    "2022年全年，建成档案室12个。",
    "查档平均用时8分钟，优于2021年同期。",
    "接待查档3200人次，高于2021年同期水平。",
    "差错率0.2%，低于2021年平均水平。",
    "确保2022年全年目标任务完成。",
    "2022年，我们坚持服务大局，守牢安全底线。",
    "2022年全年，整理档案2.6万卷。",
    "2022年，编研成果参评率80%，馆藏利用率12%。",
    "2022年，办理查档6000人次，复制档案1.2万页。",
    "紧盯2022年目标任务，逐项抓落实。",
    "2022年全国“宪法宣传周”活动有序开展。",
    "2022年汛期，值班值守平稳有序。",
    "2022年，全馆认真落实“三会一课”。",
    "2022年，修复档案3600页，装订860册，除尘2次。",
    "2022年，累计整理档案2.6万卷，扫描180万页。",
    "从2022年的工作情况看，档案利用还不平衡。",
    "做好2023年各项工作，任务艰巨。",
    "我馆2022年接待查档3200人次，复制档案1.2万页。",
    "2022年，馆长带领全馆职工，认真贯彻落实决策部署。",
    "2022年，档案服务收入86万元，增长5.6%。",
    "2023年，我们将继续守牢安全底线。",
    "2023年，继续抓好档案安全。",
    "2022年国际档案日活动有序开展。",
    "2022年“6·9”国际档案日期间，接待群众3000人次。",
    "2022年，全馆坚持“人民至上”理念，守牢安全底线。",
    "做好2023年春节值班。",
    "确保完成2022年全年接收任务。",
    "2022年，档案服务持续优化，群众满意。",
    "回顾2022年，全馆攻坚克难，新馆如期启用。",
    "展望2023年，任务更加艰巨。",
    "2022年，铺设光缆48公里，同比增长6.5%。",
    "2022年，全馆工作取得了一定成绩，但还有不足。",
    "确保完成2022年档案工作目标任务。",
    "其中，2022年新发展党员12名。",
    "2022年，开展主题党日活动36次，撰写心得体会126篇。",
    "2022年，全区各级工会共慰问困难职工3600人次。",
    "一年来，2022年度重点工作任务全部完成。",
    "截止2022年底，全镇共有低保户860户。",
    "2022年度预算执行率达到98%。",
    "2022年，发放各类惠农补贴1260万元。",
    "公司2022年实现主营业务收入12亿元，利润总额8600万元。",
    "2022年，批准逮捕86件120人，起诉260件360人。",
    "2022年我局共受理投诉举报1200件，按时办结率100%。",
    "2022年，学校毕业生就业率达到96%。",
    "2022年，面对复杂严峻的经济形势，全行坚持稳健经营。",
    "2022年全年接待游客126万人次，实现旅游综合收入8.6亿元。",
    "2022年度，我院医疗收入3.6亿元，药占比降至26%。",
    "2022年财政收支总体平衡。",
    "2022年，累计为企业减税降费3600万元。",
    "2022年前三季度，全县实现地区生产总值126亿元，同比增长5.6%。",
    "较2021年同期增长5.6%。",
    "2022年，共发放低保金1260万元，惠及困难群众3200人。",
    "2022年，开展廉政谈话86人次。",
    "2022年底，全县有各类养老机构36家。",
    "截至2022年末，贷款余额36亿元。",
    "2022年，全县完成造林2.3万亩，森林覆盖率达到46%。",
    "现就2022年工作情况述职如下。",
    "PM2.5平均浓度由2021年的38微克下降至2022年的35微克。",
    "2022年城镇新增就业3600人，完成年度任务的105%。",
    "在2022年的工作中，我们虽然取得了一些成绩，但仍有差距。",
    "优良天数比例从2021年的89%提高到2022年的92%。",
    "2022年，我所共接处警3600余起，调解纠纷860起。",
    "虽然2022年我们做了大量工作，但与上级要求还有差距。",
    "2022年共组织培训12期，培训人员860人次。",
    "一是2022年的工作中创新不够。",
    "数据显示，2022年辖区空气优良率达92%。",
    "我校2022年高考本科上线率达到86%。",
    "2022年1—12月，公司累计生产水泥36万吨。",
    "2022年，在全体干警的共同努力下，各项工作取得新进展。",
    "2022年，公司售电量完成26亿千瓦时，同比增长4.6%，线损率4.2%。",
    "在2022年工作基础上，进一步提高服务质量。",
    "2022年，全镇新增就业860人。",
    "2022年，我院党支部共召开党员大会4次、支委会12次。",
    "2022年的工作虽有进步，但离群众期盼还有差距。",
    "下面，我代表局党组报告2022年工作，请审议。",
    "相比2021年，事故起数下降12%。",
    "同2021年相比，减少12起。",
    "2022年上半年，公司共承运货物12万吨；下半年，承运货物14万吨。",
    "2022年城镇居民人均可支配收入36800元，增长5.2%。",
    "我县2022年完成固定资产投资36亿元，增长8%。",
    "截至2022年12月底，共办结360件。",
    "2022年年初制定的各项目标任务全面完成。",
    "2022年，公司完成产值8.6亿元。",
    "收入总额由2021年的2.3亿元增长到2.6亿元。",
    "对照2022年年初确定的目标，全年任务完成率98%。",
    "2022年全年实现营业收入3.2亿元，同比增长8.6%。",
    "与2021年相比，群众满意度提高2.3个百分点。",
    "对照2022年目标任务，还有两项指标没有完成。",
    "2022年，班子成员讲党课12次。",
    "截至2022年底，全县共有注册志愿者3.6万人。",
    "2022年全年，共出动执法人员3600人次。",
    "2022年，全站观测数据可用率99.8%。",
    "2022年全县粮食总产量达到26万吨。",
    "2022年，云溪县档案馆以服务群众为目标，锐意改革、务实笃行，各项工作保持良好态势。",
    "配备骨干6名，2022年度遴选干部7名。",
    "2022年计划实施的16项重点工程，已完工5项、在建9项，累计完成投资1.27亿元。",
    "2022年“暖心办”实事12件已办结5件，惠及群众2.7万人。",
    "办结149件；2022年县政府工作报告92项任务、10件民生实事全部完成；满意率100%。",
    "发生一般事故2起，较2021年减少1起。",
    "开设精品课程5门，2022年立项教学培育项目8项，获取率93%。",
    "“双师型”教师占比由2021年底的82%提高到86%。",
    "新注册420户；2022年净增规上企业19家，总数突破200家。",
    "2022年，修订制度12项，开展内部审计5项。",
    "2022年，一般公共预算收入完成3亿元，为年初预算的101%。",
    "2022年1—11月，接待群众3000人次。",
    "2022年1—10月，接待群众3000人次。",
    "读者投诉2022年办结率达到100%。",
    "XX馆2022年共接待查档3200人次，复制档案1.2万页。",
    "档案馆2022年共接待查档3200人次，复制档案1.2万页。",
    "外贸总额86亿元，其中2022年出口52亿元，进口34亿元。",
    "完成2021年度财政决算和2022年预算公开。",
    "2022年，发放补贴资金86万元，惠及群众260户。",
    "2022年，讲解机使用率96%，寄存柜完好率98%。",
    "2022年，开展蒙童研学86场，受众3200人次。",
    "2022年，种植油菜3万亩。",
)
ASKED = (
    "2022年，全县门店统一使用新式秤860台，检定860台。",
    "2022年，为军属悬挂光荣牌3600块，采集信息3600人。",
    "2022年，青少年宫活动室面积860平方米，开设课程36门。",
    "2022年，新客运站接待旅客12.6万人次，收入86万元。",
    "2022年，支行由18个精简为9个。",
    "下达2022年巷道病害整治资金360万元。",
    "拨付2022年溜索改桥补助资金86万元。",
    "争取2022年古驿道保护资金360万元。",
    "开展2022年老矿封井演练。",
    "编制2022年河道底泥预算。",
    "全县用煤总量不得超过2022年水平。",
    "开展2022年河道采砂摸底调查，走访船主36户。",
    "部署2022年林地调查工作，核对小班860个。",
    "组织2022年“危旧仓库”排查，登记仓库126座。",
    "申报2022年省级生态文明示范区，材料已报送。",
    "贯彻2022年机构编制精简方案，核定编制36名。",
    "争取2022年增发国债资金3600万元。",
    "2022年以来，林场由差额拨款转为自收自支，收入完成360万元。",
    "2022年以来，受油价上涨影响，车队亏损，收入下降6%。",
    "2022年的工作中，古桥修好是最大亮点。",
    "2022年，仓库核查完成126座，核实资产3.6亿元。",
    "2022年度全市护林防火表现突出集体。",
    "拨付2022年新桥尾款3600万元。",
    "完成2022年中国—东盟青年营接待任务。",
    "2022年，向灾区输送物资126吨、医护36人。",
    "开展2022年水库溃坝应急抢险，转移群众3600人。",
    "完成2022年高铁站片区征迁，签订协议312份。",
    "启动2022年签约的库房项目。",
    "谋划2023年举办的全省档案大会。",
    "争取2022年升格为一级馆。",
    "较2021年建馆时增加1.2万册。",
    "2022年，县城老电影院失火，烧损面积1200平方米，直接损失360万元。",
    "2022年，县水厂卖给中水集团，作价3.6亿元，安置126人。",
    "2022年，全县小煤窑关了26家，分流矿工1260人。",
    "2022年以来，完成股份制改制。",
    "2022年全年，建成新馆。",
    "接待查档3200人次，高于2021年新馆启用时。",
    "2022年，全县乡镇由18个减少到14个，村由260个减少到210个。",
    "2022年，全县小学减少12所，在校学生减少860人。",
    "2022年，征收房屋320户，面积2.6万平方米。",
    "2022年，组建制度审查组5个，审查制度36项。",
    "2022年1—3月，接待群众3000人次。",
    "2022年，新大楼使用率96%，空调完好率98%。",
    "2022年，腾房率96%，签约率98%。",
    "2022年，开展蒙童研学9场，受众3200人次。",
    "安置小区2022年入住率达到96%。",
    "大桥2022年合格率达到96%。",
    "2022年，为轻轨沿线住户发放搬离费1.2亿元，惠及860户。",
    "2022年，发放消费券320万元，带动消费1200万元。",
    "2022年，安置隔离人员3600人次，检测样本2.6万份。",
    "2022年，发放知青返城补助36万元。",
    "2022年，清退校外托管机构36家，退款126万元。",
    "2022年，数字档案投资3600万元。",
    "在2022年度全市档案考核中获优秀等次。",
    "截至2022年底，轻轨线路完成投资额26亿元。",
    "2022年，发放防护服3600套。",
    "2022年重点工作主要是完成两局合署。",
    "到2022年底，全县棚户腾房率96%。",
    "2022年引进智能生产线3条，产能提升。",
    "2022年新增水库2座，总库容3600万立方米。",
    "2022年遴选出的86名青年干部已到岗。",
    "2022年培育的12家企业已全部升规。",
    "2022年立项的排水项目8项，争取资金1.2亿元。",
    "新馆投用后，2022年新增读者2600人。",
    "撤并乡镇后，2022年新增行政村12个。",
    "2022年民生实事12件全部办结，其中新建的城南水厂9月投用。",
    "2022年政府工作报告首次提出“水网”建设。",
    "2022年计划实施的12项工程，3月底前全部开工。",
    "2022年确定的3件历史遗留积案，已化解2件。",
    "由2021年底的供水站3处整合为水厂2座。",
    "2022年，启动第五次经济普查。",
    "2022年，县档案馆整体搬迁。",
    "2022年，完成股份制改制。",
    "2022年，遭遇特大干旱，受理求助30起。",
    "2022年，更名为云溪县数字档案馆，接待群众3000人次。",
    "2022年，被评为先进单位，接待群众3000人次。",
    "2022年，接待群众3000人次，9月新馆开放。",
    "2022年，举办第九届文化节，接待群众3000人次。",
    "2022年，“书香云溪”活动接待群众3000人次。",
    "2022年，接待群众3000人次，比2019年增加200人次。",
    "2022年，局党组坚持原则，班子调整到位。",
    "2022年，发放种粮农民一次性补贴1230万元。",
    "2022年，接收转隶人员9名，同比增加3名。",
    "2022年，组织主题教育读书班5次。",
    "人均收入由2015年的1万元提高到2022年的2万元。",
    "2022年底前，接待群众3000人次。",
    "2022年二期项目比2021年一期项目增加3个。",
    "截至2022年11月底，在册职工86人。",
    "荣获2022年度考核优秀单位。",
    "开展2022年度项目考核。",
    "制定《2022年换届工作要点》。",
    "传达《2022年工作要点》。",
    "2022届新生报到。",
    "庆祝建馆38周年。",
    "2022年扩建库房、2023年投用。",
    "2022年建成6处；2023年建成8处。",
    "2022年冬至2023年春，植树3万株。",
    "新馆建成后，接待群众3000人次，比2021年增长30%。",
    "受疫情影响，收入较2021年下降12%。",
    "滨河公园项目完成投资3500万元，较2021年增加20%。",
    "启动1个试点，比2021年减少2个。",
    "2022年，启动老旧小区改造，入库税收较2021年增长5%。",
    "2022年新建农村公路28公里，较2021年增长12%，滨河大桥建成通车。",
    "2022年，全馆坚持服务大局，圆满承办全省档案工作现场会。",
    "2022年，全馆积极应对持续低温雨雪冰冻天气。",
    "2022年，编纂馆志3卷，发放2000册。",
    "2022年，投入抗旱资金80万元，架设水管3600米，送水26车。",
    "2022年，修缮屋面1200平方米，更新门窗86扇，安排专人1名。",
    "2022年，全馆认真学习贯彻党的十九届六中全会精神。",
    "2022年春节前，完成库房搬迁。",
    "我馆2022年更换密集架86列，拆除隔墙3处。",
    "2023年，我们将继续推进新馆。",
    "2022年，全馆持续推进新馆。",
    "2022年，全馆认真做好牌坊加固。",
    "2022年，全馆坚持从严治馆，辞退保管员。",
    "2022年国庆期间，观众走失。",
    "2022年，全馆参加省委党校学习30人。",
    "2023年，我们将继续建设湖西书库，年内开放。",
    "2022年暑假，铺设木地板860平方米。",
    "2022年，硬化院落3600平方米，安装路灯86盏，新打水井6眼。",
    "2022年，全馆取得甲级资质。",
    "2022年，持续强降雨，库房进水。",
    "2022年，全馆围绕“迎大庆、保平安”抓好安全。",
    "2022年，全馆积极应对两轮寒潮，查档3000人次。",
    "2023年，我们将迎来建馆六十周年。",
    "第三届运动会参赛1200人，比2021年增加200人。",
    "2022年，办理国土三调数据36批次。",
    "在2022年的洪水中，全镇转移群众3600人。",
    "2022年，我院完成首例心脏移植，手术量达到36台次。",
    "2022年，面对新馆搬家的繁重任务，全馆坚持边搬边开。",
    "2022年底，36户村民迁入新居。",
    "2022年，在援建单位的帮助下，学校恢复上课。",
    "截至2022年底，搬迁入住率达到96%。",
    "2022年，全馆组织观看国庆七十五年阅兵12场。",
    "2022年，新开设老年大学，学员人数达到360人。",
    "2022年，我馆由县城东街迁到城西，藏书量达到36万册。",
    "2022年，出售旧楼收入3600万元。",
    "2022年重点任务清单中的档案楼已交付使用。",
    "2022年，供应省运会蔬菜36吨。",
    "2022年，共有36名同志援外归来。",
    "2022年的工作是在洪灾之后恢复生产。",
    "2022年，共接收划转人员36名。",
    "2022年，水库大坝加高后库容量达到3600万立方米。",
    "2022年，上级拨付灾后重建经费360万元。",
    "2022年，为迎接创卫检查，出动人员3600人次。",
    "2022年，受旱灾影响，粮食产量仅为12万吨。",
    "2022年，面对总部裁员的压力，公司坚持不裁员。",
    "2022年，全县水电站增效扩容量达到3万千瓦。",
    "2022年，全院感染甲流职工人数达到360人。",
    "2022年，共拆迁房屋86间。",
    "2022年，共处置僵尸企业36家。",
    "2022年，馆长率队赴外地考察12次。",
    "2022年重点工作是筹办农民运动会。",
    "相比2021年大旱，产量有所提高。",
    "2022年末，滨河大桥桥面铺装完成86%。",
    "2022年，补助灾民36万元。",
    "2022年，累计清理洪水淤泥3600方。",
    "2022年，公司注册资本总额达到3亿元。",
    "2022年消防工作中牺牲一名同志。",
    "2022年搬迁工作顺利完成。",
    "2022年国企退休人员移交工作，总体平稳。",
    "2022年水毁道路修复工作完成。",
    "2022年房屋征收任务已全部完成。",
    "2022年组织工作会议精神落实到位。",
    "2022年，新院区开诊后门诊量达到3万人次。",
    "2022年，中标额达到3亿元。",
    "2022年县志编修工作完成。",
    "2022年，接受国家级文明城市复查，测评得分率98%。",
    "2022年人事工作完成交接。",
    "2022年一季度，新馆对外开放。",
    "2022年，服务亚冬会志愿者36人次。",
    "2022年，生产口罩3600万只支援疫区。",
    "2022年，监测到地震36次。",
    "2022年，共核销历史坏账3600万元。",
    "2022年，销售旧设备收入36万元。",
    "我校2022年接受教学合格评估，专家听课36节。",
    "2022年，刊发建院五十年专刊12期。",
    "2022年末，36名借调干部全部返岗。",
    "2022年省运会安全工作圆满完成。",
    "2022年，历时八个月的档案大清点共整理档案3万卷。",
    "2022年，征缴历史欠费3600万元。",
    "截至2022年底，新馆布展完成86%。",
    "2022年，全县无一人报名参加援非。",
    "2022年主要任务是第五次全国经济普查。",
    "在2022年基础上改建的综合楼已投入使用。",
    "2022年县图书馆总分馆制工作全面完成。",
)
PLANNED = (
    ("2023年计划：（1）完成库房搬迁；（2）接待群众3300人次。", False),
    ("2023年计划：（1）申报国家课题；（2）接待群众3300人次。", True),
    ("2023年新增贷款不低于16亿元，存款余额达到36亿元。", True),
    ("2023年，县二馆升级，床位达到600张。", False),
    ("2023年，我局将着力做好五项工作：完成库房改造，接待读者8500人次。", True),
    ("2023年，我馆将认真贯彻全国档案工作会议精神，完成新馆布展。", True),
    ("2023年的主要目标是：查档3万人次，合格率98%以上。", True),
    ("2023年，我馆将推进新馆布展，重点抓好安全。", False),
    ("2023年，我馆将继续抓好查档接待，确保群众满意。", True),
    ("2023年计划归集住房公积金68亿元，新增缴存职工2.5万人。", True),
    ("2023年，安排资金860万元，实施钟楼保护。", False),
    ("2023年，力争36个村通上天然气。", False),
    ("2023年，完成36名转业军官分配。", False),
    ("2023年，继续抓好档案接收。", True),
    ("2023年计划接待群众3300人次。", True),
    ("2023年计划完成收入3亿元，继续抓好接待。", True),
    ("2023年，继续努力，圆满完成各项任务。", True),
    ("2023年，继续抓好接待，完成书库加固。", False),
    ("2023年底前建成新馆。", False),
    ("力争2023年三季度动工、2024年建成。", False),
    ("2023年，继续推进新馆建设，6月完工。", False),
    ("2024年开展入户登记。", False),
    ("2023年，全局将以习近平新时代中国特色社会主义思想为指导，抓好各项工作。", True),
    ("2023年，我局将重点做好以下工作。", True),
    ("2023年工作的总体要求是：坚持稳中求进。", True),
    ("2023年主要预期目标：地区生产总值增长6%左右。", True),
    ("2023年，力争城镇新增就业3800人以上。", True),
    ("2023年计划培训干部12期。", True),
    ("2023年，全院门诊量力争突破20万人次。", True),
    ("2023年要重点抓好以下几方面工作。", True),
    ("2023年重点工作安排如下。", True),
    ("2023年我们将从以下三个方面着手。", True),
    ("2023年，是我局转型发展的一年。", True),
    ("2023年，粮食播种面积稳定在26万亩以上。", True),
    ("做好2023年各项工作，意义重大。", True),
    ("科学谋划2023年工作。", True),
    ("确保2023年各项工作开好局、起好步。", True),
    ("到2023年，全县森林覆盖率达到48%。", False),
    ("在2022年的基础上，再提高2个百分点。", True),
    ("巩固2022年工作成果，查漏补缺。", True),
    ("2023年，我们将继续坚持以习近平新时代中国特色社会主义思想为指导。", True),
    ("2023年，我局将围绕中心、服务大局，重点抓好以下工作。", True),
    ("2023年，全镇将重点做好以下几项工作：", True),
    ("2023年，我院将进一步加强医疗质量管理。", True),
    ("2023年的主要工作有以下几项。", True),
    ("2023年工作思路：围绕一个中心，突出两个重点。", True),
    ("2023年工作计划如下：", True),
    ("在2023年的工作中，我们将发扬成绩、克服不足。", True),
    ("2023年，我们要以更加饱满的热情投入工作。", True),
    ("2023年，我们有信心、有决心完成好各项任务。", True),
    ("谋划好2023年的工作。", True),
    ("为做好2023年工作，重点抓好三个方面。", True),
    ("启动2023年度预算编制。", True),
    ("力争2023年电车开到河口镇。", False),
    ("2023年，与邻市合办护士学院。", False),
    ("2023年，社团活动室迁往河东。", False),
    ("2023年，力争门诊量达到20万人次。", True),
    ("2023年，力争新馆开放。", False),
    ("2023年，计划搬入新楼。", False),
    ("2023年重点工作是迎接省运会。", False),
    ("2023年主要任务是完成撤县设区。", False),
    ("2023年，重点做好建馆六十年庆典筹备。", False),
    ("2023年要完成十四五规划编制。", False),
    ("2023年，大坝蓄水量力争达到3亿立方米。", False),
    ("2023年，力争新校区招生3600人。", False),
    ("2023年，确保大桥合龙。", False),
)


def changed(*elements: Element) -> dict[str, str | None]:
    """What is to become of the years of the last paragraph without being asked."""
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    return {each.text: each.replacement for each in found if each.place.element_id == elements[-1].id}


def body(text: str, heading: str = HEADING) -> tuple[Element, ...]:
    """A paragraph in a section of a report."""
    section = Element("e2", Role.HEADING, heading, "一、", 1, 1, len(heading))
    return (TITLE, section, Element("e3", Role.BODY, text))


def is_changed(new: str | None, old: str) -> bool:
    return new not in (None, old)


@pytest.mark.parametrize("text", CERTAIN)
def test_a_place_of_the_closed_set_is_certain(text: str) -> None:
    found = changed(*body(text))
    assert found
    assert all(is_changed(new, old) for old, new in found.items())


@pytest.mark.parametrize("text", ASKED)
def test_any_other_place_asks(text: str) -> None:
    assert not [old for old, new in changed(*body(text)).items() if is_changed(new, old)]


@pytest.mark.parametrize(("text", "is_certain"), PLANNED)
def test_plans_for_the_whole_year_are_certain_and_their_steps_ask(text: str, is_certain: bool) -> None:
    assert any(is_changed(new, old) for old, new in changed(*body(text, PLANS)).items()) is is_certain


@pytest.mark.parametrize(
    ("heading", "is_certain"),
    [
        ("2022年工作回顾", True),
        ("2023年工作打算", True),
        ("2022年主要成效", True),
        ("2022年新馆工程建设情况", False),
        ("2022年启动的工作", False),
        ("2022年大事", False),
    ],
)
def test_a_heading_is_certain_where_it_names_the_report(heading: str, is_certain: bool) -> None:
    section = Element("e2", Role.HEADING, heading, "一、", 1, 1, len(heading))
    assert any(is_changed(new, old) for old, new in changed(TITLE, section).items()) is is_certain


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("2022年，在县委的坚强领导下，全馆奋发有为，圆满完成各项任务。", True),
        ("2022年，在县委的坚强领导下，全馆奋发有为，荣获全省先进。", False),
        ("2022年，在防汛指挥部的统一领导下，全馆转移古籍，奋起抗洪。", False),
        ("2022年，在新一届班子的领导下，全馆上下同心，完成搬迁。", False),
        ("2022年，全馆坚持服务大局，完成各项任务。", True),
        ("2022年，搬入新馆后，全馆坚持服务大局。", False),
        ("2022年是新馆建成之年，全馆坚持服务大局。", False),
    ],
)
def test_the_opening_of_a_report_is_certain(text: str, is_certain: bool) -> None:
    opening = Element("e2", Role.PREAMBLE, text)
    assert is_changed(changed(TITLE, opening)["2022年"], "2022年") is is_certain


def proposed(text: str, heading: str = HEADING) -> list[Proposal]:
    elements = body(text, heading)
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    return [each for each in found if each.place.element_id == "e3"]


def suggested(text: str, heading: str = HEADING) -> list[Proposal]:
    return [each for each in proposed(text, heading) if each.asks]


def test_a_question_suggests_the_year_that_is_likely() -> None:
    assert [each.suggestion for each in suggested("2022年，种植油莎豆3万亩。")] == ["2023年"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2022年，县档案馆整体搬迁。", None),
        ("2022年，城南服务点迁至新址。", None),
        ("2022年，全市撤回驻点队伍86支。", None),
        ("2022年接收档案3万卷，启动书库加固。", "2023年"),
        ("2022年，县档案馆获评先进单位。", None),
        ("接收2009年至2011年到期档案3万卷。", "2010年至2012年"),
        ("开放1991年形成的满三十年档案3万卷。", "1992年"),
        ("2021年以来，接待群众3000人次。", "2022年"),
    ],
)
def test_a_question_suggests_the_year_of_the_report_whatever_was_done_in_it(text: str, suggestion: str | None) -> None:
    assert [each.suggestion for each in suggested(text)] == [suggestion]


@pytest.mark.parametrize("title", ["云溪县2022年“安全生产月”活动方案", "云溪县档案馆2022年新馆工程建设工作总结"])
def test_the_year_of_a_title_is_certain(title: str) -> None:
    assert is_changed(changed(Element("e1", Role.TITLE, title))["2022年"], "2022年")


@pytest.mark.parametrize(("heading", "is_certain"), [("2022年主要工作", True), ("主要工作", False)])
def test_a_sentence_right_below_a_heading_with_its_year_opens_the_account(heading: str, is_certain: bool) -> None:
    found = changed(*body("2022年，我们坚持稳中求进，建成新馆。", heading))
    assert is_changed(found["2022年"], "2022年") is is_certain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6月17日举办开放日活动。", ["6月17日"]),
        ("7月5日前报送材料。", ["7月5日"]),
        ("12月31日前、6月底前报送材料。", []),
    ],
)
def test_a_day_that_was_planned_is_asked_and_the_end_of_a_month_is_not(text: str, found: list[str]) -> None:
    assert [each.text for each in suggested(text, PLANS)] == found


def test_the_own_period_opens_a_sentence_whatever_was_done_in_it() -> None:
    pair = Term("上半年工作总结", 2022, "上半年"), Term("上半年工作总结", 2023, "上半年")
    assert rolled("⟦2022年→2023年⟧上半年，开展春季提升行动。", *pair) == "⟦2022年→2023年⟧上半年，开展春季提升行动。"


@pytest.mark.parametrize(
    ("title", "is_certain"), [("红旗林场2022年工作总结", True), ("云溪县档案馆2022年工作总结", False)]
)
def test_what_the_unit_is_called_by_its_title_is_no_unknown_word(title: str, is_certain: bool) -> None:
    elements = (Element("e1", Role.TITLE, title), *body("2022年，林场经营收入3260万元。")[1:])
    assert is_changed(changed(*elements)["2022年"], "2022年") is is_certain


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("3月召开全县档案工作会议。", ["3月"]),
        ("4月完成新馆搬迁，5月底前投用。", ["4月"]),
        ("3月至5月，开展安全大检查。", ["3月至5月"]),
        ("6月底前完成半年考核，9月组织体检。", []),
        ("10月13日少先队建队日，开展活动。", []),
        ("12月4日国家宪法日，组织宣讲。", []),
        ("新馆力争明年9月投入使用。", ["9月"]),
        ("明年6月底前完成新馆搬迁。", ["6月"]),
        ("明年6月底前完成投资2800万元。", []),
    ],
)
def test_months_of_what_is_arranged_anew_are_asked_in_plans(text: str, asked: list[str]) -> None:
    assert [each.text for each in suggested(text, PLANS)] == asked


@pytest.mark.parametrize(
    ("since", "is_asked"), [("2021年底以来的", True), ("自2021年底以来的", False), ("2019年底以来的", False)]
)
def test_what_has_gone_on_since_the_end_of_last_year_is_asked(since: str, is_asked: bool) -> None:
    assert bool(suggested(f"做好{since}墒情监测。")) is is_asked


def test_a_month_that_is_asked_leaves_the_year_of_its_sentence() -> None:
    text = "2023年计划接待群众3300人次，3月召开工作会议。"
    assert changed(*body(text, PLANS)) == {"2023年": "2024年", "3月": None}


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("全县总产值由2015年的28亿元增长到2020年的36亿元。", ["2021年"]),
        ("到2020年底，全县有养老床位3600张。", ["2021年"]),
        ("到2020年，全面实现既定目标。", [None]),
    ],
)
def test_the_end_of_a_five_year_plan_may_be_just_the_year_of_the_report(text: str, suggestions: list[str]) -> None:
    pair = Term("年度工作总结", 2020, "全年"), Term("年度工作总结", 2021, "全年")
    found = propose(body(text), find_facts(body(text)), *pair, load_tables())
    assert [each.suggestion for each in found if each.place.element_id == "e3" and each.asks] == suggestions


def test_the_end_of_a_five_year_plan_may_be_just_the_year_that_is_planned() -> None:
    pair = Term("年度工作总结", 2024, "全年"), Term("年度工作总结", 2025, "全年")
    elements = (
        Element("e1", Role.TITLE, "云溪县档案馆2024年工作总结"),
        Element("e2", Role.HEADING, "2025年工作打算", "一、", 1, 1, 9),
        Element("e3", Role.BODY, "到2025年底，数字化率保持在90%以上。"),
    )
    found = propose(elements, find_facts(elements), *pair, load_tables())
    assert [(each.asks, each.suggestion) for each in found if each.place.element_id == "e3"] == [(True, "2026年")]


def test_a_month_up_to_which_the_report_counts_says_nothing_of_a_deadline() -> None:
    elements = body("截至2022年12月底，全馆在职职工86人。")
    found = propose(elements, find_facts(elements), *PAIR, load_tables())[-1]
    assert (found.replacement, "核对" in found.reason) == ("2023年12月", False)


def test_what_happened_last_year_is_asked_where_something_is_planned_about_it() -> None:
    assert [each.suggestion for each in suggested("2021年评为后进的3个馆要限期转化。", PLANS)] == ["2022年"]


def test_a_span_that_papers_were_made_in_moves_on() -> None:
    assert [each.suggestion for each in suggested("清理范围为2003年至2013年形成的会计资料。")] == ["2004年至2014年"]


def test_a_plan_that_ends_with_the_year_of_a_half_year_report_is_not_over_in_its_second_half() -> None:
    pair = Term("上半年工作总结", 2024, "上半年"), Term("上半年工作总结", 2025, "上半年")
    elements = body("做好《云溪县档案事业规划（2021—2025年）》评估。", "下半年工作打算")
    found = {each.text: each.replacement for each in propose(elements, find_facts(elements), *pair, load_tables())}
    assert found["2021—2025年"] == "2021—2025年"


def test_last_school_year_moves_with_this_one() -> None:
    pair = Term("年度工作总结", 2023, "全年"), Term("年度工作总结", 2024, "全年")
    text = "供餐12万人次，比⟦2021—2022学年→2022—2023学年⟧增加2万人次。"
    assert rolled(text, *pair) == text


def test_a_round_is_no_session() -> None:
    (found,) = suggested("做好第二轮督察整改。")
    assert "今年是第几轮" in found.reason


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("召开二届四次职代会，审议提案12件。", "四"),
        ("召开二届五次理事会。", "五"),
        ("筹备第五次团代会。", "五"),
        ("入馆满五十年的档案，1972年入馆的先行整理。", "1972年"),
        ("其中1972年入馆满五十年的档案36卷。", "1972年"),
        ("办好技能比武，主题为“练精兵”。", "练精兵"),
        ("今年活动主题是“人人讲安全”。", "人人讲安全"),
        ("开展“安全生产月”活动，主题是“人人讲安全”。", "人人讲安全"),
    ],
)
def test_what_has_a_number_or_a_theme_of_its_year_is_asked(text: str, asked: str) -> None:
    assert asked in [each.text for each in suggested(text)]


def test_a_question_about_what_happens_once_says_so_and_has_no_next_year_at_hand() -> None:
    (found,) = suggested("新馆工程2022年加快推进。")
    assert (found.suggestion, "只有一次" in found.reason) == (None, True)


def test_one_year_that_is_asked_for_makes_all_of_its_sentence_ask() -> None:
    assert [each.text for each in suggested("2022年，接待群众3000人次，2021年9月闭馆整修。")] == ["2022年"]


def test_a_course_with_a_date_makes_the_year_before_it_ask() -> None:
    pair = Term("年度工作总结", 2024, "全年"), Term("年度工作总结", 2025, "全年")
    assert rolled("⟦2024年→?⟧⟦党纪学习教育→?⟧期间，开展学习12次。", *pair).startswith("⟦2024年→?⟧")


def test_a_date_of_the_reviewed_year_asks() -> None:
    text = "滨河大桥于2021年9月28日建成通车。"
    assert changed(*body(text, "一、2021年工作回顾"))["2021年9月28日"] is None


@pytest.mark.parametrize(
    "text",
    [
        "落实《云溪县档案馆⟦2022年→2023年⟧工作要点》，逐项销号。",
        "落实《全县⟦2022年→2023年?⟧档案工作要点》，逐项销号。",
        "根据《青禾县⟦2022年→?⟧应急预案》，开展演练。",
    ],
)
def test_a_yearly_document_that_is_cited_moves_with_its_own_unit(text: str) -> None:
    section = Element("e2", Role.HEADING, HEADING, "一、", 1, 1, len(HEADING))
    elements = (TITLE, section, Element("e3", Role.BODY, plain(text)))
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    years = tuple(each for each in found if each.place.element_id == "e3" and "2022" in each.text)
    assert marked(plain(text), years) == text


@pytest.mark.parametrize(
    "text",
    [
        "“⟦2022—2023年→2023—2024年?⟧春季植树行动”期间，植树3万株。",
        "制定《青禾县植树三年行动方案（⟦2023—2025年→2024—2026年?⟧）》。",
        "落实《青禾县植树三年行动方案（⟦2021—2023年=⟧）》。",
    ],
)
def test_a_campaign_of_two_years_and_a_plan_to_be_made_are_asked(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize(("text", "asked"), [("1—11月，接待3万人次。", []), ("截至10月底，接待3万人次。", [])])
def test_months_up_to_a_month_come_again_in_the_next_report(text: str, asked: list[str]) -> None:
    assert [each.text for each in suggested(text)] == asked


def test_a_count_beside_a_comparison_leaves_its_year_certain() -> None:
    text = "查档量比⟦2021年→2022年⟧同期增长18%，连续⟦五→六?⟧年保持零差错。"
    assert rolled(text, *PAIR) == text


PLANNED = (
    ("⟦2023年→2024年⟧改造100户，编制“⟦十四五→?⟧”残疾人事业规划，6月底前报审。", True),
    ("⟦2023年→2024年⟧主要目标：新签合同额450亿元，利润总额7亿元。", True),
    ("⟦2023年→2024年⟧继续推进供水一体化，举办第⟦五→?⟧届节水节。", True),
    ("⟦2023年→2024年⟧力争增加值增长7%，“小巨人”企业实现零突破。", True),
    ("围绕⟦2023年→2024年⟧县《政府工作报告》确定的目标，开展调研12次。", True),
    ("⟦2023年→2024年?⟧改造管网36公里，城南水厂建成投用。", False),
    ("⟦2023年→2024年?⟧改造供水站12处，6月底前完成二期。", False),
    ("⟦2023年→2024年?⟧改造管网36公里，开展第⟦二→?⟧轮水价改革。", False),
    ("⟦2023年→2024年?⟧新增供水户2600户，城区供水实现全覆盖。", False),
    ("⟦2023年→2024年?⟧力争城南水厂通水，漏损率降至9%。", False),
)


@pytest.mark.parametrize(("text", "is_certain"), PLANNED)
def test_what_is_planned_moves_unless_something_is_to_be_done_but_once(text: str, is_certain: bool) -> None:
    found = changed(*body(plain(text), PLANS))
    assert is_changed(found["2023年"], "2023年") is is_certain


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("2023年，统筹做好乡镇人大换届选举。", False),
        ("2023年，坚持高位推动，如期完成北院征迁。", False),
        ("2023年，围绕建县七十周年，办好庆典。", False),
        ("2023年，着力推动老码头复航。", False),
        ("2023年，聚焦撤县设市目标，抓紧报批。", False),
        ("2023年，持续推进焚烧厂前期。", False),
        ("2023年，持续强化基层基础，扎实做好安全工作。", True),
        ("2023年，我馆将进一步优化服务，加强队伍管理。", True),
    ],
)
def test_a_plan_below_its_heading_is_certain_only_without_what_may_happen_once(text: str, is_certain: bool) -> None:
    found = changed(*body(text, PLANS))
    assert all(is_changed(new, old) == is_certain for old, new in found.items() if "年" in old)


def test_the_opening_of_the_report_moves_beside_a_meeting_that_is_asked() -> None:
    told = "2022年，全县上下深入贯彻省委十二届八次全会和全省2022年工作会议精神，直面挑战。"
    elements = (TITLE, Element("e2", Role.PREAMBLE, told))
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    years = [each.replacement for each in found if each.place.element_id == "e2" and each.text == "2022年"]
    assert years == ["2023年", None]


OLD = Term("年度工作总结", 2025, "全年"), Term("年度工作总结", 2026, "全年")


@pytest.mark.parametrize(
    "text",
    [
        "自“⟦十四五→?⟧”以来，累计投入3亿元。",
        "⟦党的十八大=⟧以来，累计投入3亿元。",
        "面积由“⟦十三五=⟧”末的0.42平方米增至0.61平方米。",
        "高质量编制“⟦十五五→?⟧”规划。",
        "围绕“⟦十五五=⟧”规划谋划重大项目。",
        "⟦“十四五”规划收官之年→?⟧",
        "紧盯⟦党的二十届四中全会→?⟧精神落实。",
        "扎实开展⟦主题教育→?⟧，集中学习28次。",
        "开展爱国主义主题教育活动28场。",
        "实现连续⟦两→三?⟧年“双下降”。",
        "新签合同额连续⟦两→三?⟧年下滑。",
        "连续两年不合格的，予以辞退。",
        "对连续两年优秀的教师予以奖励。",
        "实现平安街道“⟦六→七?⟧连冠”。",
        "防御今年第⟦1→?⟧号台风。",
        "落实第⟦6→?⟧号台风防御措施。",
        "市级总林长令第⟦6→?⟧号得到落实。",
        "以第⟦29→30⟧个世界读书日为契机，举办第⟦十一→十二?⟧届“书香”阅读月。",
        "结合第⟦23→24⟧个全国“安全生产月”排查隐患28处。",
        "⟦2019年=⟧第⟦35→36?⟧个教师节前夕，新楼启用。",
        "到任后迎来第⟦2→3?⟧个教师节。",
        "发放⟦2025年→2026年?⟧征地补偿资金360万元。",
        "落实⟦2025年→2026年?⟧水库除险任务12座。",
        "安装第2号机组。",
        "5月至8月，开展巡护28次。",
        "⟦5月至8月→?⟧，完成新馆搬迁。",
        "防火期内（去年10月至今年4月）未发生火灾。",
        "6月“安全生产月”期间，宣讲26场。",
        "排名由⟦2023年=⟧的第9位升至第3位。",
        "⟦3月→?⟧建成新馆。",
    ],
)
def test_what_belongs_to_its_time_is_asked_and_what_comes_every_year_is_not(text: str) -> None:
    if text.startswith("⟦“"):
        text = "2025年是“⟦十四五”规划收官之年→?⟧。"
    years = r"⟦2025年→2026年⟧" if text.startswith("2025年") else ""
    assert rolled(text, *OLD) == years + text.removeprefix("2025年" if years else "")


@pytest.mark.parametrize(
    ("called", "behind", "is_asked"),
    [
        ("“十四五”规划收官之年", "，也是我局转型的关键之年。", False),
        ("“十四五”规划收官之年", "，做好各项工作意义重大。", False),
        ("“十四五”规划收官之年", "，组织专班编制馆区改造方案，9月报县政府审定。", True),
        ("建馆60周年", "，办好馆庆活动，编印图册1部。", True),
        ("建馆61周年", "。", True),
    ],
)
def test_a_year_called_by_something_is_certain_where_its_sentence_tells_of_nothing_else(
    called: str, behind: str, is_asked: bool
) -> None:
    elements = (Element("e3", Role.BODY, f"2025年是{called}{behind}"),)
    found = propose(elements, find_facts(elements), *OLD, load_tables())
    assert [each.asks for each in found if each.text == "2025年"] == [is_asked]


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("按照《关于报送2025年平安建设情况的通知》（龙政法〔2025〕18号）要求，现报告如下：", True),
        ("落实《关于加强平安建设的意见》（龙政法〔2023〕18号），开展巡查28次。", False),
        ("落实《白云区规范整治方案》（白社字〔2025〕15号），检查36家。", False),
    ],
)
def test_the_number_of_a_request_that_the_report_answers_is_asked(text: str, is_asked: bool) -> None:
    elements = (Element("e3", Role.BODY, text),)
    found = propose(elements, find_facts(elements), *OLD, load_tables())
    assert [each.asks for each in found if "号" in each.text] == [is_asked]


@pytest.mark.parametrize(
    "text",
    [
        "落实⟦2022年7月1日=⟧施行的新公证法，办证126件。",
        "贯彻新修订的《云溪县公证条例》（⟦2022年9月1日=⟧起施行），培训12人。",
        "《云溪县公证规定》自⟦2022年1月1日=⟧起正式施行，办证126件。",
        "《云溪县公证工作方案》（⟦2022年3月→?⟧起实施）得到落实。",
        "根据⟦2022年3月=⟧修订的《云溪县档案管理办法》，规范借阅。",
        "⟦2022年9月→?⟧实施的法治宣传，覆盖12个村。",
        "⟦2022年→2023年⟧以来，全馆落实《云溪县读书规划（⟦2021—2025年=⟧）》，藏书增长5%。",
        "开展⟦2022年→2023年⟧民生领域价格检查，清退收费31.2万元。",
        "开展⟦2022年→2023年?⟧灾后房屋安全检查360户。",
        "开展⟦2022年→?⟧人口普查数据核查。",
        "启动⟦2022年→?⟧全国1%人口抽样调查准备。",
        "我代表全馆向大会报告⟦2022年→2023年⟧工作，请予审议。",
        "在⟦2021年→2022年⟧培训86人的基础上，接待读者2.6万人次。",
        "在⟦2021年=⟧建成新馆的基础上，接待读者2.6万人次。",
        "报告⟦2022年→?⟧水灾救助工作。",
        "备战全县第⟦五→?⟧届运动会。",
        "办好第⟦五→六?⟧届校园运动会。",
    ],
)
def test_laws_yearly_inspections_and_what_is_built_on_are_told_from_single_events(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年6月底前完成主楼改建。", (None, None)),
        ("2023年6月底前培训干部60人。", (None, "2024年6月")),
        ("2023年，县档案馆将以提升服务为主线，强化责任。", ("2024年", None)),
        ("2023年主要目标是：完成整体搬迁。", (None, None)),
        ("2023年主要目标是：接待读者2.6万人次。", ("2024年", None)),
    ],
)
def test_what_is_due_but_once_has_no_next_year_at_hand(text: str, found: tuple[str | None, str | None]) -> None:
    assert [(each.replacement, each.suggestion) for each in proposed(text, PLANS)] == [found]


def test_a_year_alone_below_the_title_is_of_the_report() -> None:
    elements = Element("e1", Role.TITLE, "驻村干部述职报告"), Element("e3", Role.SUBTITLE, "（2022年度）")
    assert [each.replacement for each in propose(elements, (), *PAIR, load_tables())] == ["2023年度"]


def test_a_span_that_begins_with_the_next_year_is_asked_in_plans() -> None:
    (found,) = suggested("实施精益管理行动（2023—2025年），降本1.5%。", PLANS)
    assert (found.text, found.suggestion) == ("2023—2025年", None)
    assert suggested("实施精益管理行动（2022—2025年），降本1.5%。", PLANS) == []


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("吸取2022年某地游船侧翻事故教训，停航整改18艘。", [None]),
        ("西岭消防站2022年投入执勤，平均到场时间缩短。", [None]),
        ("其余2个按要求2022年底前完成整改。", [None]),
        ("2021年与某集团签约的加工厂，完成投资3亿元。", [None]),
        ("老旧小区改造项目2022年加快推进。", [None]),
    ],
)
def test_what_never_happens_again_has_no_next_year_at_hand(text: str, likely: list[str | None]) -> None:
    assert [each.suggestion for each in suggested(text)] == likely


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("客流量回落，好于2021年同期水平，2022年力争反弹。", ["2022年", "2023年"]),
        ("2022年度考核结果另行通报。", ["2023年度"]),
        ("对照2021年度考评反馈的6个问题，逐条整改。", ["2022年度"]),
        ("对照2022年目标责任书销号管理。", ["2023年"]),
        ("提前研究2023年预算和项目。", ["2024年"]),
        ("办公室将2022年信息报送成效纳入综合考核。", ["2023年"]),
        ("现有志愿队36支，2022年新组建8个。", ["2023年"]),
        ("继续办好2021年确定的民生实事，不留尾巴。", ["2021年"]),
        ("对照2021年巡察反馈问题，逐条整改。", [None]),
        ("2022年组建资产公司。", [None]),
        ("2022年度巡察反馈问题全部整改。", [None]),
    ],
)
def test_what_comes_every_year_has_the_next_one_at_hand_though_told_of_once(
    text: str, likely: list[str | None]
) -> None:
    assert [each.suggestion for each in suggested(text)] == likely


@pytest.mark.parametrize(
    "text",
    [
        "第⟦九→十?⟧届“书香村寨”展演如期举行。",
        "召开第⟦九→?⟧届理事会会议。",
        "召开第⟦九→?⟧次代表大会。",
        "完成第⟦九→?⟧届委员会换届。",
        "实现了“⟦十四五”良好开局→?⟧。",
        "做好“⟦十四五→?⟧”档案事业规划编制。",
        "落实“⟦十四五=⟧”档案事业规划，接待群众3000人次。",
    ],
)
def test_what_is_held_once_a_year_is_counted_on_and_a_plan_begins_and_is_drawn_up_once(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize("end", ["底", "末"])
def test_the_end_of_a_month_has_two_words(end: str) -> None:
    pair = Term("上半年工作总结", 2022, "上半年"), Term("上半年工作总结", 2023, "上半年")
    text = f"截至⟦2022年6月→2023年6月⟧{end}，在册职工86人。"
    assert rolled(text, *pair) == text


@pytest.mark.parametrize(
    "text",
    [
        "编纂《湾区年鉴（⟦2022→?⟧）》，字数120万字。",
        "我馆第⟦三→?⟧次被评为“优秀单位”，这是新标准的第⟦2→?⟧次提标。",
        "老馆建成距今⟦10→11?⟧年，第二次修缮已经结束。",
        "召开市第⟦九→?⟧次少代会，选树标兵35名。",
        "增产1860万斤，较⟦2021年→2022年⟧增长2%，实现“⟦二十一→二十二?⟧连丰”。",
        "印发《云溪县“十五五”发展规划（⟦2026—2030年=⟧）》。",
    ],
)
def test_bare_years_of_names_short_names_of_meetings_and_runs(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize(
    "text",
    [
        "全市餐饮业营业额5.6亿元，比⟦2021年→2022年⟧增长8.1%，比⟦2019年=⟧增长21%。",
        "⟦3月10日→?⟧前完成⟦2021年度→2022年度⟧财务决算和绩效考核。",
        "协会建于⟦2011年=⟧，接着扩大，⟦2022年→2023年⟧新发展会员28家。",
        "受理来信86件，其中⟦5月8日→?⟧接访6件，来信较⟦2021年→2022年⟧翻了一番。",
        "⟦5月8日→?⟧新馆开放，读者较⟦2021年→2022年?⟧增长12%。",
        "落实《修复意见》（⟦2021年=⟧省档案局转发），⟦2022年→2023年⟧收入3亿元，同比增长5%。",
        "启动⟦2022年→2023年⟧公开招聘，招聘36名，较⟦2021年→2022年⟧增加6名。",
        "庆祝新中国成立⟦73→74⟧周年，接待群众3000人次。",
        "⟦2022年→?⟧启用专线，客运量20万人次，较⟦2021年→2022年?⟧翻了一番。",
    ],
)
def test_other_times_of_a_sentence_leave_what_is_compared_and_counted(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("落实《数字县城行动计划（2020—2022年）》要求。", None),
        ("落实《数字县城行动计划（2020—2025年）》要求。", "2020—2025年"),
    ],
)
def test_a_document_that_has_run_out_is_asked_for(text: str, last: str | None) -> None:
    (found,) = (
        each
        for each in propose(body(text), find_facts(body(text)), *PAIR, load_tables())
        if each.place.element_id == "e3"
    )
    assert found.replacement == last


@pytest.mark.parametrize(("heading", "new"), [("主要工作", "十四五"), ("2025年工作打算", None)])
def test_a_plan_that_is_over_in_the_year_that_is_planned_asks(heading: str, new: str | None) -> None:
    pair = Term("年度工作总结", 2024, "全年"), Term("年度工作总结", 2025, "全年")
    elements = body("聚焦“十四五”重点项目，抓好服务。", heading)
    assert {each.text: each.replacement for each in propose(elements, find_facts(elements), *pair, load_tables())}[
        "十四五"
    ] == new


@pytest.mark.parametrize("aim", ["以机构改革为主线", "以创建全国节水型城市为目标", "以服务第九届省运会为中心"])
def test_an_aim_that_happens_once_makes_the_opening_ask(aim: str) -> None:
    opening = Element("e2", Role.PREAMBLE, f"2022年，全馆{aim}，稳妥完成各项任务。")
    assert changed(TITLE, opening)["2022年"] is None


def test_a_difficulty_before_what_was_kept_to_leaves_the_opening_certain() -> None:
    opening = Element("e2", Role.PREAMBLE, "2022年，面对春涝叠加的局面，党委带领职工顽强拼搏，粮食再获丰收。")
    assert changed(TITLE, opening)["2022年"] == "2023年"


@pytest.mark.parametrize(("times", "is_certain"), [(3, True), (100, False)])
def test_nothing_is_certain_in_a_sentence_too_long_to_be_read(times: int, is_certain: bool) -> None:
    text = "，".join(["2022年接待群众3000人次"] * times) + "。"
    assert any(is_changed(new, old) for old, new in changed(*body(text)).items()) is is_certain


def test_a_paragraph_of_many_sentences_is_judged_as_each_of_them_alone() -> None:
    parts = ("2022年，接待群众3000人次。", "2022年，县档案馆整体搬迁。", "全县收入3亿元，比2021年增长8%。")
    alone = [each.replacement for part in parts for each in proposed(part)]
    assert [each.replacement for each in proposed("".join(parts) * 30)] == alone * 30


@pytest.mark.parametrize(
    ("text", "is_likely"),
    [
        ("2022年，种植油莎豆3万亩。", [True]),
        ("2022年接收档案3万卷，启动书库加固。", [False]),
        ("2022年，县档案馆整体搬迁。", [False]),
        ("2022年，接待群众3000人次。", [False]),
    ],
)
def test_a_question_that_nothing_speaks_against_is_likely(text: str, is_likely: list[bool]) -> None:
    assert [each.is_likely for each in proposed(text)] == is_likely


@pytest.mark.parametrize(
    "text",
    [
        "会议回顾总结⟦2022年→2023年⟧工作，安排部署⟦2023年→2024年⟧任务，通报旧馆火灾。",
        "会议总结⟦2021年→2022年⟧工作，研究新馆选址。",
        "锚定⟦2022年→2023年⟧档案事业目标，新馆如期启用。",
        "经费在⟦2021年→2022年⟧基础上压减5%，腾出旧馆。",
        "召开⟦2022年→2023年⟧第⟦三→?⟧次安委会全体会议。",
        "召开⟦2022年→2023年⟧党风廉政建设工作会议，传达精神。",
        "为⟦2022年→2023年⟧考入高校的12名学生发放奖学金。",
        "办理⟦2021年度→2022年度⟧企业所得税汇算清缴860户。",
        "在⟦2022年度→2023年度⟧全国医院绩效考核中列全省第18位。",
        "收入占比71%，较⟦2021年→2022年⟧提高2个百分点，为⟦2018年=⟧以来最高水平。",
        "庆祝建党⟦101→102⟧周年，表彰先进。",
        "完成⟦2022年→?⟧搬迁任务。",
        "谋划⟦2023年→?⟧换届工作。",
        "在⟦2021年→2022年?⟧基础上改建综合楼。",
        "2名职工获评⟦2022年度→2023年度?⟧全市办案标兵。",
    ],
)
def test_a_year_in_a_frame_of_few_words_moves_whatever_else_its_sentence_tells(text: str) -> None:
    assert rolled(text, *PAIR) == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2020年至2022年，我院共受理案件3600件。", "2021年至2023年"),
        ("2019—2021年，全县累计造林3.6万亩。", "2020—2022年"),
    ],
)
def test_years_that_are_counted_together_up_to_now_are_asked(text: str, suggestion: str) -> None:
    assert [(each.replacement, each.suggestion) for each in proposed(text)] == [(None, suggestion)]


def test_the_number_of_an_announcement_stays() -> None:
    text = "落实《关于减免费用的公告》（2021年第8号），减免216万元。"
    assert {each.replacement for each in proposed(text)} <= {"2021年"}


def test_the_opening_of_a_half_year_report_is_certain() -> None:
    pair = Term("上半年工作总结", 2022, "上半年"), Term("上半年工作总结", 2023, "上半年")
    title = Element("e1", Role.TITLE, "云溪县水利局2022年上半年工作总结")
    told = Element("e2", Role.PREAMBLE, "2022年上半年，在县委的坚强领导和市水利局的精心指导下，县水利局扎实工作。")
    found = propose((title, told), find_facts((title, told)), *pair, load_tables())
    assert [each.replacement for each in found if each.place.element_id == "e2"] == ["2023年"]


SPEECH = (
    Element("e1", Role.TITLE, "在全县工作会议上的讲话"),
    Element("e2", Role.HEADING, "肯定成绩，2021年工作取得新成效", "一、", 1, 1, 17),
    Element("e3", Role.BODY, "2021年接待群众3000人次，比2020年增加200人次。"),
    Element("e4", Role.HEADING, "2022年工作安排", "二、", 1, 1, 9),
    Element("e5", Role.BODY, "2022年计划接待群众3300人次。自2020年起实行新办法。"),
)


def test_a_section_that_looks_back_is_judged_by_the_year_that_it_looks_back_on() -> None:
    found = propose(SPEECH, find_facts(SPEECH), *PAIR, load_tables())
    told = [(each.text, each.replacement) for each in found if each.place.element_id in ("e3", "e5")]
    assert told[:2] == [("2021年", "2022年"), ("2020年", "2021年")]
    assert told[-2:] == [("2022年", "2023年"), ("2020年", "2020年")]


@pytest.mark.parametrize(("count", "moved"), [("X", []), ("**", []), ("101", ["102"])])
def test_an_anniversary_moves_where_its_number_is_known(count: str, moved: list[str]) -> None:
    found = proposed(f"庆祝建党{count}周年，表彰先进。")
    assert [each.replacement for each in found if each.replacement not in (None, each.text)] == moved
